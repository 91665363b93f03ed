#pragma once
#include "domain/model/result.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

/// Reading members of hand-written JSON without surprises.
namespace leadstream::app {

/// The string (or number, as text) at one of the keys; empty when none is there or it is null.
std::string text_at(const nlohmann::json& object, std::initializer_list<const char*> keys);

/// The strings at `key`: one or a list of them.
std::vector<std::string> texts_at(const nlohmann::json& object, const char* key);

/// An error that says of a member what is wrong with it.
error wrong_member(const std::string& where, const std::string& why);

/// Members of one object by any of their names; remembers the first that is not of its type.
class object_reader {
public:
  /// `where` is what the object is called in an error: "contacts[1]".
  object_reader(const nlohmann::json& object, std::string where);

  using names = std::initializer_list<const char*>;
  std::string text(names keys);           ///< empty when none is there or it is null
  std::string text_or_number(names keys); ///< the same, of a number its digits
  std::optional<bool> flag(names keys);

  /// The name that a member has here; the first one when none is there.
  std::string name_of(names keys) const;

  void refuse(const std::string& key, const std::string& why);
  result<done> fault() const;

private:
  const nlohmann::json* find(names keys) const;

  const nlohmann::json& object_;
  std::string where_;
  std::optional<error> fault_;
};

/// An error that names the first member that is not among the known ones, and the nearest of these.
result<done> refuse_unknown(const nlohmann::json& object, const std::vector<std::string>& known,
                            const std::string& where);

} // namespace leadstream::app
