#include "net/mail/mailbox_memory.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace std::chrono_literals;
using kind = mailbox_answer::kind;

namespace {

const email_address anna = *clean_email("anna@firma.example");
const email_address bea = *clean_email("bea@firma.example");
const monotonic_time start{};

} // namespace

TEST_CASE("an answer is known for a day, none for ten minutes, and each of its own address", "[mail]") {
  net::mailbox_memory memory;
  memory.store(anna, {kind::refused, {}, {}}, start);
  memory.store(bea, {kind::unknown, {}, {}}, start);
  CHECK(memory.find(anna, start + 23h)->what == kind::refused);
  CHECK(memory.find(anna, start + 24h) == nullptr);
  CHECK(memory.find(bea, start + 9min)->what == kind::unknown);
  CHECK(memory.find(bea, start + 10min) == nullptr);
}

TEST_CASE("a domain that takes everything is known by all of its addresses", "[mail]") {
  net::mailbox_memory memory;
  memory.store(anna, {kind::catch_all, {}, {}}, start);
  CHECK(memory.find(bea, start + 1h)->what == kind::catch_all);
  CHECK(memory.find(*clean_email("bea@other.example"), start) == nullptr);
}

TEST_CASE("the memory is bounded", "[mail]") {
  net::mailbox_memory memory(1);
  memory.store(anna, {kind::refused, {}, {}}, start);
  memory.store(bea, {kind::refused, {}, {}}, start);
  CHECK(memory.find(anna, start) == nullptr);
  CHECK(memory.find(bea, start) != nullptr);
}
