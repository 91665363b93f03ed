#pragma once
#include "domain/law/disclosure.hpp"
#include "domain/law/notice.hpp"
#include "domain/law/suppression.hpp"

#include <functional>
#include <memory>

namespace leadstream::api {

/// What the resources of law work on. Any thread.
class legal {
public:
  virtual ~legal() = default;

  virtual law::law_store& store() = 0;
  virtual const law::controller& controller() const = 0;
  /// Whether the public page exists.
  virtual bool opt_out_open() const = 0;
  virtual bool forbids(const tenant_id& tenant, const law::subject& who) const = 0;
  virtual std::shared_ptr<const law::suppression_list> list() const = 0;

  /// Suppresses at once for that reason, then erases.
  virtual void erase(const tenant_id& tenant, const law::subject& who, const std::string& reason,
                     completion<law::receipt> done) = 0;
  /// Takes a suppression back.
  virtual void lift(const tenant_id& tenant, law::subject_kind kind, const std::string& hash,
                    completion<done> done) = 0;
  /// What is known of a subject, from where, and who got it.
  virtual void access(const tenant_id& tenant, const law::subject& who, completion<law::disclosure> done) = 0;
  /// Calls back, on any thread, when nothing is stored any more whose time is over.
  virtual void when_current(std::function<void()> then) = 0;

  /// A proof that a page asked for this confirmation lately.
  virtual std::string opt_out_token(const law::subject& who) const = 0;
};

} // namespace leadstream::api
