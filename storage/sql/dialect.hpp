#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The one SQL that queries are written in, and what each database makes of it. It is what both understand
/// (ON CONFLICT with its target, RETURNING, CAST, IS NOT DISTINCT FROM), with placeholders `?` and `?3`, and
/// in braces what they say differently:
///
///   {ids ?2}            rows `id` of the ids that were bound as that value: FROM {ids ?2} wanted
///   {id ?2}             an id among the values of a SELECT
///   {contains A, B}     whether text A contains text B
///   {lock}, {share}     locks the rows of a SELECT until the transaction ends, {share} together with others
///   {claim}             locks the rows of a SELECT and leaves out those that are locked already
///   {unindexed COLUMN}  the column, for a sort that shall not choose the index
///   {sqlite TEXT}, {postgres TEXT}   the text, for that database alone
///
/// Flags bind and read as booleans, and compare as ?; a value that is compared with both a text and a column
/// of another type is written CAST(? AS text).
namespace leadstream::storage::sql {

enum class dialect : std::uint8_t { sqlite, postgres };

/// The text as the database takes it, placeholders as $1 for PostgreSQL. Once for each statement. Throws
/// failure(internal) for braces that mean nothing.
std::string translate(dialect to, std::string_view sql);

/// A text that was put together at run time under an address that stays, the same for the same text. There is
/// no end to what is kept: only for texts that the program can make few of.
const char* interned(const std::string& sql);

/// The same, but null for a text that is not kept yet when `most` are.
const char* interned(const std::string& sql, std::size_t most);

} // namespace leadstream::storage::sql
