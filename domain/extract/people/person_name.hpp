#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// How well a mailbox fits a person's name.
enum class mailbox_fit : std::uint8_t {
  none,
  inside,   ///< the family's name is a part of it: "meierag"
  one_name, ///< "muster", "anna"
  initial,  ///< "a.muster", "musteran"
  whole     ///< "anna.muster"
};

/// How the mailboxes of a person may be called.
class mailbox_names {
public:
  explicit mailbox_names(std::string_view name);

  /// How a local part is made of the name, with or without diacritics ("mueller", "muller").
  mailbox_fit fit(std::string_view local_part) const;

private:
  std::string first_;
  std::vector<std::string>
      last_; ///< spellings, with and without the particles before; none without two words
};

/// Whether a word is a common given name.
bool is_given_name(std::string_view word);

/// Whether a part of a line is nothing but degrees: "CPA", "PhD, MBA".
bool is_degree(std::string_view part);

/// ASCII lower case without diacritics: "Jürgen Müller" -> "jurgen muller".
std::string without_diacritics(std::string_view text);

} // namespace leadstream::extraction
