#pragma once

namespace leadstream::extraction {

/// What speaks for a name being that of somebody of the house.
struct evidence {
  static constexpr double known_given_name = 2.0;
  static constexpr double title = 2.0;
  static constexpr double introduced = 1.2; ///< "Verantwortlich:" stands before it
  static constexpr double represents = 2.0; ///< "vertreten durch"
  static constexpr double salutation = 1.0;
  static constexpr double heading = 0.5;
  static constexpr double card = 0.6;         ///< the elements around are named like a person's card
  static constexpr double picture = 0.6;      ///< an image is named like it
  static constexpr double common_word = -1.5; ///< the page writes a word of it in small letters as well
  static constexpr double team_page = 0.6;
  static constexpr double mailbox = 1.2;
  static constexpr double chrome = -0.8;
  static constexpr double link = -0.5;
  static constexpr double reach = 1.0; ///< a number or an address follows
  static constexpr double list = 0.9;  ///< one of several names in a line
  static constexpr double row = 0.5;   ///< stands in a row of people
  static constexpr double house = 1.0; ///< the site is called after it
  static constexpr double shape = 0.9; ///< two others in such elements have titles
};

/// What a name needs to be taken for a person.
inline constexpr double enough_evidence = 2.9;

} // namespace leadstream::extraction
