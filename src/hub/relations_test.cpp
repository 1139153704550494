// Relations, against a plain set of triples.
#include "hub/relations.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

namespace {

using core::Relation;
using core::UserId;

TEST_CASE("relations: looked up from both sides they are those of a plain map, under random changes") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    hub::Relations relations;
    std::map<std::pair<UserId, UserId>, Relation> model;
    const auto id = [&] { return UserId(random() % 7); };
    for (int step = 0; step < 500; ++step) {
      const UserId from = id(), to = id();
      const auto known = model.find({from, to});
      if (random() % 25 == 0) {
        std::vector<core::Relationship> had;
        for (const auto& [pair, relation] : model) {
          if (pair.first == from) had.push_back({pair.second, relation});
        }
        REQUIRE(relations.forget(from) == had);
        std::erase_if(model, [&](const auto& one) { return one.first.first == from; });
      } else {
        const auto relation = static_cast<Relation>(random() % 7);
        REQUIRE(relations.set(from, to, relation) == (known == model.end() ? Relation::none : known->second));
        if (relation == Relation::none) {
          model.erase({from, to});
        } else {
          model[{from, to}] = relation;
        }
      }
      for (std::uint64_t one = 0; one < 7; ++one) {
        std::vector<core::Relationship> of, towards;
        for (const auto& [pair, relation] : model) {
          if (pair.first == UserId(one)) of.push_back({pair.second, relation});
          if (pair.second == UserId(one)) towards.push_back({pair.first, relation});
        }
        REQUIRE(std::ranges::equal(relations.of(UserId(one)), of));
        REQUIRE(std::ranges::equal(relations.towards(UserId(one)), towards));
        const auto pair = model.find({from, UserId(one)});
        REQUIRE(relations.between(from, UserId(one)) == (pair == model.end() ? Relation::none : pair->second));
      }
    }
  }
}

}  // namespace
