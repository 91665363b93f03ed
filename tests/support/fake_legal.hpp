#pragma once
#include "net/api/legal.hpp"

#include <string>
#include <vector>

namespace leadstream::test {

/// Law without a store: it writes down whom it was asked to erase.
class fake_legal : public api::legal {
public:
  std::vector<std::string> erased; ///< "tenant subject reason"
  std::shared_ptr<law::suppression_list> suppressed = std::make_shared<law::suppression_list>();

  law::law_store& store() override { throw std::logic_error("there is no store"); }
  const law::controller& controller() const override { return controller_; }
  bool opt_out_open() const override { return true; }
  bool forbids(const tenant_id&, const law::subject&) const override { return false; }
  std::shared_ptr<const law::suppression_list> list() const override { return suppressed; }
  void erase(const tenant_id& tenant, const law::subject& who, const std::string& reason,
             completion<law::receipt> done) override {
    erased.push_back(tenant.value + " " + who.value + " " + reason);
    done(law::receipt{});
  }
  void lift(const tenant_id&, law::subject_kind, const std::string&, completion<done> answer) override {
    answer(done{});
  }
  void access(const tenant_id&, const law::subject&, completion<law::disclosure> done) override {
    done(law::disclosure());
  }
  void when_current(std::function<void()> then) override { then(); }
  std::string opt_out_token(const law::subject& who) const override { return "token-of-" + who.value; }

private:
  law::controller controller_;
};

} // namespace leadstream::test
