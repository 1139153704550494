// Scenarios of the client libraries about what is in a channel: messages, reactions, pins, files, typing, unreads.
import assert from "node:assert/strict";
import { prove } from "./coverage.mjs";
import { makeServer, openDm, befriend, signUp } from "./delta.mjs";
import { png } from "./images.mjs";
import { allSee, closeAll, everythingWasRead } from "./sdk.mjs";
import { sameAsApi } from "./sdk_state.mjs";

export function messageScenarios(world) {
  const { name } = world;

  prove(`${name}: messages are sent, answered, edited, reacted to, pinned and deleted`, ["bonfire clients messages, answers, edits, reactions, pins, search"], async () => {
    const s = await world.scene();
    const { owner, member, bot } = s.at;
    // The bot is a program as its author would write it.
    bot.client.on("messageCreate", (message) => {
      if (message.content === "!ping") message.reply("pong");
    });
    const hello = await member.channel(s.general).sendMessage("Hello there", "nonce-of-hello");
    assert.equal(hello.content, "Hello there");
    assert.equal(hello.nonce, "nonce-of-hello");
    await allSee(s.all, "the message", (c) => c.messages.get(hello.id)?.content === "Hello there");
    for (const sdk of s.all) {
      const seen = sdk.message(hello.id);
      assert.equal(seen.nonce, "nonce-of-hello", "pairs with the pending copy");
      assert.equal(seen.author.username, s.member.user.username);
      assert.equal(seen.member.id.user, s.member.id);
      assert.equal(seen.server.id, s.place._id);
      assert.equal(sdk.count("messageCreate", (m) => m.id === hello.id), 1);
      assert.ok(Math.abs(seen.createdAt - Date.now()) < 600000);
    }
    const again = await member.refusal("post", `/channels/${s.general}/messages`, { content: "x", nonce: "nonce-of-hello" });
    assert.equal(again.type, "InvalidOperation");

    const welcome = await owner.message(hello.id).reply("Welcome, all", true);
    await allSee(s.all, "the answer", (c) => c.messages.get(welcome.id)?.replyIds?.[0] === hello.id);
    assert.equal(member.message(welcome.id).mentioned, true);
    assert.equal(bot.message(welcome.id).mentioned, false);
    await owner.channel(s.general).sendMessage("!ping");
    const pong = await owner.see("the bot's answer", (c) => c.messages.find((m) => m.content === "pong"));
    assert.equal(pong.author.bot.owner, s.owner.id);
    assert.equal(pong.mentioned, true);

    const [, old] = await bot.after("messageUpdate", () => member.message(hello.id).edit({ content: "Hello everybody" }), (m) => m.id === hello.id);
    assert.equal(old.content, "Hello there");
    await allSee(s.all, "the edit", (c) => c.messages.get(hello.id).content === "Hello everybody" && c.messages.get(hello.id).editedAt);
    assert.equal((await owner.refusal("patch", `/channels/${s.general}/messages/${hello.id}`, { content: "mine" })).type, "CannotEditMessage");

    await owner.message(hello.id).react(encodeURIComponent("🎉"));
    await bot.message(hello.id).react("🎉");
    await member.message(hello.id).react(encodeURIComponent("👍🏽"));
    await allSee(s.all, "three reactions", (c) => {
      const { reactions } = c.messages.get(hello.id);
      return reactions.get("🎉")?.size === 2 && reactions.get("👍🏽")?.has(s.member.id);
    });
    assert.equal(member.count("messageReactionAdd", (m, user, emoji) => user === s.bot.id && emoji === "🎉"), 1);
    await bot.message(hello.id).unreact(encodeURIComponent("🎉"));
    await allSee(s.all, "the bot's second thought", (c) => c.messages.get(hello.id).reactions.get("🎉").size === 1);
    await owner.client.api.delete(`/channels/${s.general}/messages/${hello.id}/reactions/${encodeURIComponent("👍🏽")}`, { remove_all: true });
    await allSee(s.all, "an emoji gone", (c) => !c.messages.get(hello.id).reactions.get("👍🏽")?.size);
    await owner.message(hello.id).clearReactions();
    await allSee(s.all, "no reactions", (c) => [...c.messages.get(hello.id).reactions.values()].every((users) => users.size === 0));

    await owner.client.api.post(`/channels/${s.general}/messages/${hello.id}/pin`);
    await allSee(s.all, "that it is pinned", (c) => c.messages.find((m) => m.systemMessage?.type === "message_pinned" || /pinned is not/.test(m.systemMessage?.content)));
    assert.equal((await owner.refusal("post", `/channels/${s.general}/messages/${hello.id}/pin`)).type, "AlreadyPinned");
    await owner.client.api.delete(`/channels/${s.general}/messages/${hello.id}/pin`);
    await owner.client.api.post(`/channels/${s.general}/messages/${welcome.id}/pin`);

    const silent = await member.channel(s.general).sendMessage("@silent not so loud");
    const rich = await bot.channel(s.general).sendMessage({
      content: "Today", embeds: [{ title: "Weather", description: "Rain later", colour: "#3a7bd5" }],
    });
    await allSee(s.all, "both", (c) => c.messages.get(silent.id) && c.messages.get(rich.id));
    for (const sdk of s.all) {
      assert.equal(sdk.message(silent.id).content, "not so loud");
      assert.equal(sdk.message(silent.id).isSuppressed, true);
      assert.equal(sdk.message(rich.id).embeds[0].title, "Weather");
      assert.equal(sdk.message(rich.id).embeds[0].colour, "#3a7bd5");
    }

    const found = await member.channel(s.general).search({ query: "everybody" });
    assert.deepEqual(found.map((m) => m.id), [hello.id]);
    const page = await bot.channel(s.general).fetchMessagesWithUsers({ limit: 2, before: welcome.id });
    assert.deepEqual(page.messages.map((m) => m.id), [hello.id]);
    assert.deepEqual(page.users.map((u) => u.id), [s.member.id]);
    assert.equal((await owner.channel(s.general).fetchMessage(pong.id)).content, "pong");

    const [gone] = await owner.after("messageDelete", () => bot.message(pong.id).delete());
    assert.equal(gone.content, "pong");
    await allSee(s.all, "one message less", (c) => !c.messages.has(pong.id));
    const bulk = [];
    for (let i = 0; i < 5; ++i) bulk.push((await member.channel(s.general).sendMessage(`noise ${i}`)).id);
    await allSee(s.all, "the noise", (c) => bulk.every((id) => c.messages.has(id)));
    assert.equal((await member.refusal("delete", `/channels/${s.general}/messages/bulk`, { ids: bulk })).type, "MissingPermission");
    await owner.channel(s.general).deleteMessages(bulk);
    await allSee(s.all, "silence", (c, sdk) => bulk.every((id) => !c.messages.has(id)) && sdk.count("messageDeleteBulk") >= 1);
    assert.deepEqual(member.got("messageDeleteBulk")[0][0].map((m) => m.id).sort(), [...bulk].sort());

    for (const sdk of s.all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id], wholeHistory: [s.general] });
    everythingWasRead();
    await s.close();
  });

  prove(`${name}: files, pictures and emojis`, ["bonfire clients files, pictures, emojis"], async () => {
    const s = await world.scene();
    const { owner, member, bot } = s.at;
    const text = Buffer.from("three lines\nof plain\ntext\n");
    const sent = await member.channel(s.general).sendMessage({
      content: "see these",
      attachments: [await member.upload("attachments", text, "notes, old.txt", "text/plain"), await member.upload("attachments", png, "dot.png", "image/png")],
    });
    await allSee(s.all, "the attachments", (c) => c.messages.get(sent.id)?.attachments?.length === 2);
    for (const sdk of s.all) {
      const [notes, dot] = sdk.message(sent.id).attachments;
      assert.equal(notes.filename, "notes, old.txt");
      assert.equal(notes.size, text.length);
      assert.deepEqual({ type: dot.metadata.type, width: dot.metadata.width, height: dot.metadata.height }, { type: "Image", width: 1, height: 1 });
      const original = await fetch(`${notes.createFileURL()}/original`);
      assert.equal(original.status, 200);
      assert.deepEqual(Buffer.from(await original.arrayBuffer()), text);
      const preview = await fetch(dot.createFileURL());
      assert.match(preview.headers.get("content-type"), /^image\//);
    }
    const chart = await bot.upload("attachments", png, "chart.png", "image/png");
    const drawn = await bot.channel(s.general).sendMessage({ content: "drawn", attachments: [chart] });
    await allSee(s.all, "the bot's picture", (c) => c.messages.get(drawn.id)?.attachments?.[0].filename === "chart.png");
    const loose = await member.upload("attachments", text, "loose.txt");
    assert.equal((await fetch(`${member.client.configuration.features.autumn.url}/attachments/${loose}`)).status, 404, "belongs to nothing yet");
    const used = sent.attachments[0].id;
    assert.equal((await member.refusal("post", `/channels/${s.general}/messages`, { content: "again", attachments: [used] })).type, "NotFound");

    // Bots are told of changed profiles; people who merely share a server are not.
    await member.client.user.edit({ avatar: await member.upload("avatars", png, "me.png", "image/png"), display_name: "The Member" });
    await bot.see("the picture", (c) => c.users.get(s.member.id)?.avatar && c.users.get(s.member.id).displayName === "The Member");
    assert.match((await fetch(bot.client.users.get(s.member.id).avatarURL)).headers.get("content-type"), /^image\//);
    assert.match(owner.client.user.avatarURL, /default_avatar$/);
    assert.equal((await fetch(owner.client.user.avatarURL)).headers.get("content-type"), "image/png");
    const nicknamed = await member.server(s.place).fetchMember(member.client.user);
    await nicknamed.edit({ nickname: "Em", avatar: await member.upload("avatars", png, "here.png", "image/png") });
    await allSee(s.all, "the nickname", (c) => c.serverMembers.find((m) => m.id.user === s.member.id)?.nickname === "Em");

    await owner.server(s.place).edit({ icon: await owner.upload("icons", png, "icon.png", "image/png"), description: "Where we meet" });
    await allSee(s.all, "the icon", (c) => c.servers.get(s.place._id).icon && c.servers.get(s.place._id).description === "Where we meet");
    assert.equal((await fetch(member.server(s.place).iconURL)).status, 200);
    await owner.client.api.patch(`/servers/${s.place._id}`, { remove: ["Icon", "Description"] });
    await allSee(s.all, "no icon", (c) => !c.servers.get(s.place._id).icon && !c.servers.get(s.place._id).description);

    const emoji = await owner.server(s.place).createEmoji(await owner.upload("emojis", png, "dot.png", "image/png"), { name: "dot" });
    await allSee(s.all, "the emoji", (c) => c.emojis.get(emoji.id)?.name === "dot");
    await bot.message(sent.id).react(emoji.id);
    await allSee(s.all, "the reaction", (c) => c.messages.get(sent.id).reactions.get(emoji.id)?.has(s.bot.id));
    assert.equal((await fetch(`${owner.client.configuration.features.autumn.url}/emojis/${emoji.id}`)).status, 200);
    for (const sdk of s.all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id], wholeHistory: [s.general] });
    await owner.server(s.place).deleteEmoji(emoji.id);
    await allSee(s.all, "no emoji", (c) => !c.emojis.has(emoji.id));
    assert.deepEqual((await bot.client.api.get(`/custom/emoji/${emoji.id}`)).parent, { type: "Detached" });
    everythingWasRead();
    await s.close();
  });

  prove(`${name}: typing`, ["bonfire clients typing"], async () => {
    const s = await world.scene();
    const { owner, member, bot } = s.at;
    member.channel(s.general).startTyping();
    await allSee(s.all, "somebody typing", (c) => c.channels.get(s.general).typingIds.has(s.member.id));
    member.channel(s.general).stopTyping();
    await allSee(s.all, "nobody typing", (c, sdk) => sdk.count("channelStopTyping") === 1 && c.channels.get(s.general).typingIds.size === 0);
    bot.channel(s.general).startTyping();
    await allSee(s.all, "the bot typing", (c) => c.channels.get(s.general).typingIds.has(s.bot.id));
    bot.channel(s.general).stopTyping();
    await allSee(s.all, "the bot done", (c, sdk) => sdk.count("channelStopTyping") === 2);
    // In another server nobody of here hears of it.
    const elsewhere = await makeServer(s.owner);
    await owner.see("its other server", (c) => c.servers.has(elsewhere._id));
    owner.channel(elsewhere.general).startTyping();
    await owner.see("itself typing", (c, sdk) => c.channels.get(elsewhere.general._id).typingIds.has(s.owner.id));
    owner.channel(elsewhere.general).stopTyping();
    await owner.see("itself done", (c) => c.channels.get(elsewhere.general._id).typingIds.size === 0);
    await Promise.all([member.fence(), bot.fence()]);
    assert.equal(member.count("channelStartTyping"), 2);
    assert.equal(bot.count("channelStartTyping"), 2);
    await s.close();
  });

  prove(`${name}: what is unread, on two devices`, ["bonfire clients what is unread, on several devices"], async () => {
    const s = await world.scene({ syncUnreads: true });
    const { owner, member } = s.at;
    await befriend(s.owner, s.member);
    const dm = await openDm(s.owner, s.member);
    await s.member.put(`/servers/${s.place._id}/ack`);
    await member.close();
    await owner.channel(s.general).sendMessage("one");
    const mention = await owner.channel(s.general).sendMessage(`two, <@${s.member.id}>`);
    const last = await owner.channel(s.general).sendMessage("three");
    await owner.see("the direct channel", (c) => c.channels.has(dm._id));
    const direct = await owner.channel(dm).sendMessage("psst");

    const desktop = await world.person(s.member, { syncUnreads: true });
    const phone = await world.person(s.member, { syncUnreads: true });
    for (const device of [desktop, phone]) {
      assert.equal(device.channel(s.general).lastMessageId, last.id);
      assert.equal(device.channel(s.general).unread, true);
      assert.deepEqual([...device.channel(s.general).mentions], [mention.id]);
      assert.deepEqual([...device.channel(dm).mentions], [direct.id], "in a direct channel every message counts");
      assert.equal(device.server(s.place).unread, true);
      const told = await s.member.get("/sync/unreads");
      for (const { _id, last_id, mentions } of told) {
        const known = device.client.channelUnreads.get(_id.channel);
        assert.equal(known.lastMessageId ?? undefined, last_id);
        assert.deepEqual([...known.messageMentionIds].sort(), [...(mentions ?? [])].sort());
      }
    }
    const [channel, upTo] = await phone.after("channelAcknowledged", () => desktop.channel(s.general).ack(last.id, true));
    assert.equal(channel.id, s.general);
    assert.equal(upTo, last.id);
    assert.equal(desktop.channel(s.general).unread, false);
    await phone.after("channelAcknowledged", () => desktop.channel(dm).ack(direct.id, true), (c) => c.id === dm._id);
    const later = await owner.channel(s.general).sendMessage("four");
    await allSee([desktop, phone], "the fourth", (c) => c.messages.has(later.id));
    assert.equal(desktop.channel(s.general).unread, true);
    await phone.after("channelAcknowledged", () => desktop.server(s.place).ack(), (c, id) => id === later.id);

    const tablet = await world.person(s.member, { syncUnreads: true });
    assert.equal(tablet.channel(s.general).unread, false);
    assert.equal(tablet.channel(dm).unread, false);
    assert.equal(tablet.server(s.place).unread, false);
    assert.deepEqual(tablet.server(s.place).mentions, []);
    assert.equal((await s.at.bot.refusal("put", `/channels/${s.general}/ack/${later.id}`)).type, "IsBot");
    assert.equal(owner.count("channelAcknowledged"), 0, "nobody else is told");
    await closeAll(desktop, phone, tablet, owner, s.at.bot);
  });

  prove(`${name}: many at once`, ["bonfire clients many clients at once"], async () => {
    const s = await world.scene();
    const crowd = await Promise.all(Array.from({ length: 5 }, () => signUp(world.server)));
    const invite = await s.at.owner.channel(s.general).createInvite();
    for (const who of crowd) await who.post(`/invites/${invite._id}`);
    // The libraries ask who it is that joined, and are deaf to what is told of them until they have the answer.
    await allSee(s.all, "the newcomers", (c) => crowd.every((who) => c.users.has(who.id)));
    const all = [...s.all, ...(await Promise.all(crowd.map((who) => world.person(who))))];
    const each = 15;
    await Promise.all(all.map(async (sdk) => {
      for (let i = 0; i < each; ++i) await sdk.channel(s.general).sendMessage(`${sdk.who.user.username} says ${i}`);
    }));
    const total = each * all.length;
    await allSee(all, "all messages", (c, sdk) => c.messages.size() === total && sdk.framesOf("Message").length >= total);
    for (const sdk of all) {
      assert.equal(sdk.count("messageCreate"), total, "each once");
      const ids = sdk.framesOf("Message").map((f) => f._id);
      assert.deepEqual(ids, [...ids].sort(), "in their order");
    }
    const order = all[0].framesOf("Message").map((f) => f._id);
    for (const sdk of all) assert.deepEqual(sdk.framesOf("Message").map((f) => f._id), order);
    // Everybody at one message.
    const target = order[0];
    await Promise.all(all.map((sdk) => sdk.message(target).react(encodeURIComponent("🔥"))));
    await allSee(all, "all reactions", (c) => c.messages.get(target).reactions.get("🔥")?.size === all.length);
    await Promise.all(all.map((sdk, i) => i % 2 && sdk.message(target).unreact(encodeURIComponent("🔥"))));
    const left = all.filter((_, i) => i % 2 === 0).length;
    await allSee(all, "half of them", (c) => c.messages.get(target).reactions.get("🔥").size === left);
    await Promise.all(all.map((sdk) => {
      const mine = sdk.client.messages.filter((m) => m.authorId === sdk.who.id && m.id !== target).map((m) => m.id).sort();
      return Promise.all([sdk.message(mine[3]).edit({ content: "said better" }), sdk.message(mine[5]).delete()]);
    }));
    await allSee(all, "the edits", (c) => c.messages.filter((m) => m.content === "said better").length === all.length && c.messages.size() === total - all.length);
    for (const sdk of all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id], wholeHistory: [s.general] });
    await closeAll(...all);
  });
}
