#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// A text read as the name of a person.
struct person_name {
  std::string name;         ///< without salutation and behind-the-name degrees; empty: it is no name
  std::string rest;         ///< what followed the name behind a comma or a dash, often a title
  bool known_given = false; ///< its first name is a common one
  bool salutation = false;  ///< "Dr.", "Frau", "Mme" stood before it
};

/// Reads a short text that begins with a name: two to four words with capitals, initials and particles, none
/// of them a word of streets, firms or menus.
person_name read_person_name(std::string_view text);

/// How the mailboxes of a person may be called.
class mailbox_names {
public:
  explicit mailbox_names(std::string_view name);

  /// Whether a local part is made of the name ("a.muster", "muster", "anna.muster").
  bool fit(std::string_view local_part) const;

private:
  std::string first_;
  std::string last_; ///< empty without two words
};

/// Whether a word is a common given name.
bool is_given_name(std::string_view word);

/// Whether a part of a line is nothing but degrees: "CPA", "PhD, MBA".
bool is_degree(std::string_view part);

/// ASCII lower case without diacritics: "Jürgen Müller" -> "jurgen muller".
std::string without_diacritics(std::string_view text);

} // namespace leadstream::extraction
