#pragma once
#include "domain/extract/context.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// Whether a node stands where other people speak: a quotation, a review, the byline of a post.
bool is_foreign_voice(const context& page, std::uint32_t node);

/// Whether the line right above or the one above it is a quotation that this line names the speaker of: it
/// stands between quotation marks, in a quotation's element that opens the part of the page, or under stars.
bool follows_quotation(const context& page, std::size_t index);

/// Whether a heading opens a part of the page where customers speak: "What our clients say".
bool opens_reviews(std::string_view heading);

/// Whether the elements around a node are named like the card of a person: "team-member", "staff", "naam".
bool is_person_card(const context& page, std::uint32_t node);

/// The tags and classes of the three elements around a node: names that stand alike have the same.
std::string shape_of(const context& page, std::uint32_t node);

/// A line that gives the names below it a title, without what introduces it: "Vertreten durch die
/// Geschäftsführer:" -> "Geschäftsführer"; empty when it is none.
std::string title_of_label(std::string_view line);

/// What follows words of representation: "vertreten durch den Geschäftsführer Karl Otto" -> "Geschäftsführer
/// Karl Otto"; nothing without such words.
std::optional<std::string_view> behind_representation(std::string_view line);

/// Whether a label names who made pictures, texts or pages: "Fotos", "Réalisation".
bool is_credit(std::string_view label);

/// What a label before a name says of it: "Enóloga" of "Enóloga: Marta Ezquerro"; credits for pictures and
/// pages are none.
enum class label_meaning { none, title, introduces };
label_meaning meaning_of_label(std::string_view label);

/// Whether a node stands in the second column of a list of terms, whose first names the title.
bool is_described_term(const context& page, std::uint32_t node);

} // namespace leadstream::extraction
