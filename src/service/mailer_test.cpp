// Mail: its text, and a conversation with a relay.
#include "service/mailer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>

#include "tests/support/fake_server.h"

using namespace service;
using testing_support::Conversation;
using testing_support::FakeServer;

namespace {

MailerOptions options(const std::string& relay = "127.0.0.1:25") {
  MailerOptions o;
  o.relay = relay;
  o.name = "Lighthouse";
  o.address = "keeper@lighthouse.example";
  return o;
}

std::string compose(const std::string& subject, const std::string& text) {
  return *compose_mail(options(), "ines@example.org", subject, text, 1'700'000'000'000);
}
std::string body_of(const std::string& text) {
  const std::string mail = compose("s", text);
  return mail.substr(mail.find("\r\n\r\n") + 4);
}

/// A relay that takes one mail after another. `accept_recipient` false: none.
class FakeRelay {
 public:
  explicit FakeRelay(bool accept_recipient = true)
      : accept_recipient_(accept_recipient), server_([this](Conversation& c) { talk(c); }) {}
  std::string address() const { return server_.address(); }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  void talk(Conversation& c) {
    c.write("220 relay\r\n");
    for (std::string line = c.read_to("\r\n"); !line.empty(); line = c.read_to("\r\n")) {
      const bool data = line == "DATA\r\n";
      const bool refuse = line.starts_with("RCPT") && !accept_recipient_;
      keep(line);
      if (data) {
        c.write("354 go on\r\n");
        keep(c.read_to("\r\n.\r\n"));
      }
      c.write(refuse ? "550 no\r\n" : line.starts_with("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
      if (line.starts_with("QUIT")) return;
    }
  }
  void keep(const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
  }

  bool accept_recipient_;
  std::mutex mutex_;
  std::vector<std::string> lines_;
  FakeServer server_;
};

}  // namespace

TEST_CASE("mail: headers") {
  const std::string mail = compose("Your code", "123456\n");
  CHECK(mail.starts_with(
      "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\nFrom: =?UTF-8?B?TGlnaHRob3VzZQ==?= <keeper@lighthouse.example>\r\n"
      "To: <ines@example.org>\r\nSubject: =?UTF-8?B?WW91ciBjb2Rl?=\r\nMessage-ID: <"));
  CHECK(mail.find("@lighthouse.example>\r\nMIME-Version: 1.0\r\n") != std::string::npos);
  CHECK(mail.ends_with("\r\n\r\n123456\r\n\r\n"));
  MailerOptions nameless = options();
  nameless.name.clear();
  CHECK(compose_mail(nameless, "a@b", "s", "t", 0)->find("From: <keeper@lighthouse.example>\r\n") != std::string::npos);
}

TEST_CASE("mail: no header can be smuggled in") {
  const auto subject_of = [](const auto& result) { return result ? std::string() : result.error().subject; };
  for (const std::string bad : {"a\r\nBcc: x@y", "a\nb", "a\rb", "a\tb", "caf\xe9"}) {
    CHECK(subject_of(compose_mail(options(), "ines@example.org", bad, "t", 0)) == "subject");
    MailerOptions named = options();
    named.name = bad;
    CHECK(subject_of(compose_mail(named, "ines@example.org", "s", "t", 0)) == "name");
  }
  for (const std::string bad :
       {"", "ines", "@b", "a@", "a@b@c", "a@b\r\nRCPT TO:<x@y>", "a b@c", "<a@b>", "a@b,c@d", "a@b>"}) {
    CHECK(subject_of(compose_mail(options(), bad, "s", "t", 0)) == "to");
    MailerOptions from = options();
    from.address = bad;
    CHECK(subject_of(compose_mail(from, "ines@example.org", "s", "t", 0)) == "address");
  }
}

TEST_CASE("mail: long subjects are folded between characters") {
  std::string subject;
  for (int i = 0; i < 40; ++i) subject += "ä";
  const std::string mail = compose(subject, "t");
  const std::size_t begin = mail.find("Subject: ") + 9;
  const std::string folded = mail.substr(begin, mail.find("\r\nMessage-ID") - begin);
  // 22 characters of two bytes fit into the 45 bytes of a word.
  CHECK(folded ==
        "=?UTF-8?B?w6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6Q=?=\r\n "
        "=?UTF-8?B?w6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOk?=");
}

TEST_CASE("mail: bodies are quoted-printable") {
  CHECK(body_of("a = b") == "a =3D b\r\n");
  CHECK(body_of("ä") == "=C3=A4\r\n");
  CHECK(body_of("one\ntwo\r\nthree\rfour") == "one\r\ntwo\r\nthree\r\nfour\r\n");
  CHECK(body_of("end \nend\t") == "end=20\r\nend=09\r\n");
  CHECK(body_of(std::string(75, 'x')) == std::string(75, 'x') + "\r\n");
  CHECK(body_of(std::string(76, 'x')) == std::string(75, 'x') + "=\r\nx\r\n");
  CHECK(body_of(std::string(73, 'x') + "ä") == std::string(73, 'x') + "=\r\n=C3=A4\r\n");
  CHECK(body_of(std::string("\0", 1)) == "=00\r\n");
}

TEST_CASE("mail: delivered to the relay") {
  FakeRelay relay;
  base::ManualExecutor pool;
  base::ManualClock clock;
  const auto mailer = make_smtp_mailer(options(relay.address()), pool, clock);
  CHECK(mailer->address() == "keeper@lighthouse.example");
  mailer->send("ines@example.org", "Your code", "123456\n.\nend");
  CHECK(pool.run_all() == 1);
  const auto lines = relay.lines();
  const auto has = [&](const std::string& beginning) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return line.starts_with(beginning); });
  };
  CHECK(has("MAIL FROM:<keeper@lighthouse.example>"));
  CHECK(has("RCPT TO:<ines@example.org>\r\n"));
  CHECK(has("Date: "));
  CHECK_FALSE(has("AUTH"));
  const auto text =
      std::find_if(lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("Date: "); });
  REQUIRE(text != lines.end());
  CHECK(text->find("\r\n123456\r\n..\r\nend\r\n") != std::string::npos);  // the dot is doubled on the way
}

TEST_CASE("mail: a refusing relay, one that is gone, and a bad address cost one line in the log") {
  FakeRelay refusing(false);
  base::ManualExecutor pool;
  base::ManualClock clock;
  make_smtp_mailer(options(refusing.address()), pool, clock)->send("ines@example.org", "s", "t");
  make_smtp_mailer(options("127.0.0.1:1"), pool, clock)->send("ines@example.org", "s", "t");
  make_smtp_mailer(options(refusing.address()), pool, clock)->send("no address", "s", "t");
  CHECK(pool.run_all() == 3);  // the mailers are gone already
  const auto lines = refusing.lines();
  CHECK(std::none_of(lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("DATA"); }));
}

TEST_CASE("mail: credentials never cross a network in the clear") {
  // The relay offers no encryption; this machine's own would be trusted, an address elsewhere is not.
  FakeRelay relay;
  base::ManualExecutor pool;
  base::ManualClock clock;
  MailerOptions with_password = options(relay.address());
  with_password.username = "keeper";
  with_password.password = "secret";
  // 0.0.0.0 is this machine under a name that is not among the trusted ones.
  with_password.relay = "0.0.0.0" + relay.address().substr(relay.address().find(':'));
  make_smtp_mailer(with_password, pool, clock)->send("ines@example.org", "s", "t");
  pool.run_all();
  for (const std::string& line : relay.lines()) {
    CHECK_FALSE(line.starts_with("AUTH"));
    CHECK_FALSE(line.starts_with("MAIL"));
  }
}

TEST_CASE("mail: at most a thousand wait") {
  struct Stuck final : base::Executor {
    int posted = 0;
    void post(Task) override { ++posted; }
  } pool;
  base::ManualClock clock;
  const auto mailer = make_smtp_mailer(options(), pool, clock);
  for (int i = 0; i < 1003; ++i) mailer->send("ines@example.org", "s", "t");
  CHECK(pool.posted == 1000);
}
