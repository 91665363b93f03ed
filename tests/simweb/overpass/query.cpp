#include "tests/simweb/overpass/query.hpp"

#include "tests/simweb/overpass/scanner.hpp"

#include <set>

namespace leadstream::simweb::overpass {
namespace {

using test = tag_filter::test;

tag_filter read_tag(scanner& in) {
  tag_filter made;
  made.key_is_pattern = in.accept("~");
  if (!made.key_is_pattern && in.accept("!"))
    made.how = test::absent;
  made.key = in.value();
  if (in.accept("!="))
    made.how = test::differs;
  else if (in.accept("!~"))
    made.how = test::misses;
  else if (in.accept("="))
    made.how = test::equals;
  else if (in.accept("~"))
    made.how = test::matches;
  if (made.how > test::absent)
    made.value = in.value();
  if (in.accept(","))
    made.ignore_case = in.word() == "i";
  in.expect("]");
  return made;
}

box read_box(scanner& in) {
  box made;
  made.south = in.number();
  in.expect(",");
  made.west = in.number();
  in.expect(",");
  made.north = in.number();
  in.expect(",");
  made.east = in.number();
  return made;
}

circle read_circle(scanner& in) {
  circle made;
  made.metres = in.number();
  in.expect(",");
  made.latitude = in.number();
  in.expect(",");
  made.longitude = in.number();
  return made;
}

// `area` was read; what follows is ".a", ":id", "id" of word() or nothing.
area_filter read_area(scanner& in, const std::string& word) {
  if (word.size() > 5 && word[4] == ':')
    return {"", std::stoll(word.substr(5))};
  if (in.accept("."))
    return {in.word(), 0};
  if (word.size() > 4)
    in.fail("unknown filter " + word);
  return {"_", 0};
}

void read_ids(scanner& in, std::vector<std::int64_t>& ids) {
  do
    ids.push_back(static_cast<std::int64_t>(in.number()));
  while (in.accept(","));
}

// The word "around:500" swallowed the number: read it from there.
circle circle_of(scanner& in, const std::string& word) {
  circle made;
  made.metres = std::atof(word.c_str() + 7);
  in.expect(",");
  made.latitude = in.number();
  in.expect(",");
  made.longitude = in.number();
  return made;
}

void read_parenthesis(scanner& in, selector& into) {
  const char first = in.peek();
  if (first == 'a') {
    const auto word = in.word();
    if (word.starts_with("around:"))
      into.circles.push_back(word.size() > 7 ? circle_of(in, word) : read_circle(in));
    else if (word.starts_with("area"))
      into.within.push_back(read_area(in, word));
    else
      in.fail("parse error: unknown filter (" + word + ")");
    in.expect(")");
  } else if (first == 'i') {
    const auto word = in.word();
    if (word == "id:")
      read_ids(in, into.ids), in.expect(")");
    else if (word.starts_with("id:"))
      into.ids.push_back(std::stoll(word.substr(3))), in.expect(")");
    else
      in.until_closing('(', ')');
  } else if (first == '-' || (first >= '0' && first <= '9')) {
    const double number = in.number();
    if (!in.accept(",")) {
      into.ids.push_back(static_cast<std::int64_t>(number));
    } else {
      box made{number, in.number(), 0, 0};
      in.expect(",");
      made.north = in.number();
      in.expect(",");
      made.east = in.number();
      into.boxes.push_back(made);
    }
    in.expect(")");
  } else {
    in.until_closing('(', ')');
  }
}

void choose_kinds(scanner& in, const std::string& word, selector& into) {
  static const std::set<std::string, std::less<>> with_nodes{"node", "nwr", "nw", "nr"};
  static const std::set<std::string, std::less<>> with_ways{"way", "nwr", "nw", "wr"};
  static const std::set<std::string, std::less<>> with_relations{"relation", "rel", "nwr", "nr", "wr"};
  into.nodes = with_nodes.contains(word);
  into.ways = with_ways.contains(word);
  into.relations = with_relations.contains(word);
  into.areas = word == "area";
  if (!into.nodes && !into.ways && !into.relations && !into.areas)
    in.fail("parse error: Unknown type \"" + word + "\"");
}

statement read_selection(scanner& in, const std::string& word) {
  statement made;
  made.what = statement::kind::select;
  choose_kinds(in, word, made.chosen);
  for (;;) {
    if (in.accept("["))
      made.chosen.tags.push_back(read_tag(in));
    else if (in.accept("("))
      read_parenthesis(in, made.chosen);
    else if (in.accept("."))
      made.chosen.sets.push_back(in.word());
    else
      return made;
  }
}

statement read_output(scanner& in, std::string set) {
  statement made;
  made.what = statement::kind::print;
  made.printed.set = std::move(set);
  while (in.peek() != ';') {
    const auto word = in.word();
    if (word.empty())
      in.fail("parse error: ';' expected.");
    if (word == "center")
      made.printed.center = true;
    else if (word == "ids")
      made.printed.tags = made.printed.geometry = false;
    else if (word == "tags")
      made.printed.geometry = made.printed.center;
    else if (word == "skel")
      made.printed.tags = false;
    else if (word == "count")
      made.printed.count = true;
    else if (word.find_first_not_of("0123456789") == word.npos)
      made.printed.limit = std::stoul(word);
  }
  if (made.printed.center)
    made.printed.geometry = true;
  return made;
}

statement read_statement(scanner& in);

statement read_union(scanner& in) {
  statement made;
  made.what = statement::kind::join;
  while (!in.accept(")")) {
    if (in.accept("-"))
      made.what = statement::kind::subtract;
    made.parts.push_back(read_statement(in));
  }
  return made;
}

statement read_named(scanner& in) {
  const auto word = in.word();
  if (word == "out")
    return read_output(in, "_");
  if (word == "map_to_area" || word == "is_in")
    return {};
  return read_selection(in, word);
}

statement read_from_set(scanner& in) {
  const auto set = in.word();
  if (in.peek() == 'o' && in.word() == "out")
    return read_output(in, set);
  statement made;
  made.what = statement::kind::copy;
  made.from = set;
  return made;
}

statement read_statement(scanner& in) {
  statement made;
  if (in.accept("("))
    made = read_union(in);
  else if (in.accept("."))
    made = read_from_set(in);
  else if (in.accept(">>") || in.accept(">") || in.accept("<<") || in.accept("<"))
    made = {};
  else
    made = read_named(in);
  if (in.accept("->")) {
    in.expect(".");
    made.into = in.word();
  }
  in.expect(";");
  return made;
}

void read_settings(scanner& in, query& made) {
  while (in.accept("[")) {
    auto key = in.word();
    if (const auto colon = key.find(':'); colon != key.npos) {
      const auto value = key.substr(colon + 1);
      key.resize(colon);
      if (key == "out")
        made.format = value.empty() ? in.word() : value;
    }
    if (key == "bbox")
      throw parse_error("line 1: parse error: write [bbox:south,west,north,east]");
    in.until_closing('[', ']');
  }
  in.accept(";");
}

} // namespace

query parse(std::string_view text) {
  query made;
  try {
    std::string rest(text);
    if (const auto at = rest.find("[bbox:"); at != rest.npos) {
      const auto end = rest.find(']', at);
      scanner bounds(std::string_view(rest).substr(at + 6));
      made.bounds = read_box(bounds);
      rest.erase(at, end == rest.npos ? rest.npos : end - at + 1);
    }
    scanner in(rest);
    read_settings(in, made);
    while (!in.at_end())
      made.statements.push_back(read_statement(in));
  } catch (const std::exception& problem) {
    made.error = problem.what();
  }
  return made;
}

} // namespace leadstream::simweb::overpass
