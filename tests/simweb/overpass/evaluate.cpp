#include "tests/simweb/overpass/evaluate.hpp"

#include "tests/simweb/overpass/tag_test.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace leadstream::simweb::overpass {
namespace {

// Numbers of elements and of areas, each sorted.
struct result_set {
  std::vector<std::uint32_t> elements;
  std::vector<std::uint32_t> areas;
};

bool inside(const box& bounds, const map_element& element) {
  const bool across = bounds.west > bounds.east; // over the antimeridian
  const bool east_west = across ? element.longitude >= bounds.west || element.longitude <= bounds.east
                                : element.longitude >= bounds.west && element.longitude <= bounds.east;
  return east_west && element.latitude >= bounds.south && element.latitude <= bounds.north;
}

bool inside(const circle& around, const map_element& element) {
  const double metres_per_degree = 111'195;
  const double north = (element.latitude - around.latitude) * metres_per_degree;
  const double east = (element.longitude - around.longitude) * metres_per_degree *
                      std::cos(around.latitude * 3.14159265 / 180);
  return north * north + east * east <= around.metres * around.metres;
}

std::vector<std::uint32_t> merged(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::vector<std::uint32_t> without(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

class run {
public:
  run(const query& what, const map_data& data, std::size_t at_most)
      : query_(what), data_(data), left_(at_most) {}

  answer all() {
    for (const auto& one : query_.statements)
      execute(one);
    return std::move(answer_);
  }

private:
  result_set execute(const statement& one) {
    using kind = statement::kind;
    if (one.what == kind::nothing)
      return {};
    if (one.what == kind::print) {
      print(one.printed);
      return {};
    }
    result_set found = one.what == kind::select ? select(one.chosen)
                       : one.what == kind::copy ? sets_[one.from]
                                                : combine(one);
    sets_[one.into] = found;
    return found;
  }

  result_set combine(const statement& one) {
    result_set all;
    for (std::size_t i = 0; i < one.parts.size(); ++i) {
      const auto part = execute(one.parts[i]);
      const bool minus = one.what == statement::kind::subtract && i > 0;
      all.elements = minus ? without(all.elements, part.elements) : merged(all.elements, part.elements);
      all.areas = minus ? without(all.areas, part.areas) : merged(all.areas, part.areas);
    }
    return all;
  }

  result_set select(const selector& chosen) {
    result_set found;
    const tag_test tags(chosen.tags);
    if (chosen.areas) {
      for (std::uint32_t i = 0; i < data_.areas.size(); ++i)
        if (has_id(chosen, data_.areas[i].id) && tags.passes(data_.areas[i].tags))
          found.areas.push_back(i);
      return found;
    }
    const auto within = areas_of(chosen);
    for (std::uint32_t i = 0; i < data_.elements.size(); ++i)
      if (fits(chosen, i, within) && tags.passes(data_.elements[i].tags))
        found.elements.push_back(i);
    return found;
  }

  static bool has_id(const selector& chosen, std::int64_t id) {
    return chosen.ids.empty() || std::find(chosen.ids.begin(), chosen.ids.end(), id) != chosen.ids.end();
  }

  // The areas that each `area` filter names; an element must lie in one of each.
  std::vector<std::vector<std::uint32_t>> areas_of(const selector& chosen) {
    std::vector<std::vector<std::uint32_t>> all;
    for (const auto& filter : chosen.within) {
      std::vector<std::uint32_t> numbers;
      if (filter.set.empty()) {
        for (std::uint32_t i = 0; i < data_.areas.size(); ++i)
          if (data_.areas[i].id == filter.id)
            numbers.push_back(i);
      } else {
        numbers = sets_[filter.set].areas;
      }
      all.push_back(std::move(numbers));
    }
    return all;
  }

  bool fits(const selector& chosen, std::uint32_t number,
            const std::vector<std::vector<std::uint32_t>>& within) {
    const auto& element = data_.elements[number];
    const bool kind = element.kind == element_kind::node  ? chosen.nodes
                      : element.kind == element_kind::way ? chosen.ways
                                                          : chosen.relations;
    const auto lies_in = [&](const std::vector<std::uint32_t>& areas) {
      return std::any_of(areas.begin(), areas.end(), [&](std::uint32_t area) {
        return std::find(element.areas.begin(), element.areas.end(), area) != element.areas.end();
      });
    };
    const auto in_set = [&](const std::string& name) {
      const auto& set = sets_[name].elements;
      return std::binary_search(set.begin(), set.end(), number);
    };
    const auto covers = [&](const auto& shape) { return element.has_point && inside(shape, element); };
    return kind && has_id(chosen, element.id) && (!query_.bounds || covers(*query_.bounds)) &&
           std::all_of(chosen.boxes.begin(), chosen.boxes.end(), covers) &&
           std::all_of(chosen.circles.begin(), chosen.circles.end(), covers) &&
           std::all_of(within.begin(), within.end(), lies_in) &&
           std::all_of(chosen.sets.begin(), chosen.sets.end(), in_set);
  }

  void print(const output& how) {
    const auto& set = sets_[how.set];
    if (how.count) {
      separate();
      answer_.elements +=
          R"({"type":"count","id":0,"tags":{"total":")" + std::to_string(set.elements.size()) + "\"}}";
      return;
    }
    std::size_t left = std::min(left_, how.limit.value_or(SIZE_MAX));
    for (const auto number : set.elements) {
      if (left == 0)
        return;
      separate();
      append_element(answer_.elements, data_.elements[number], how);
      --left;
      --left_;
      ++answer_.count;
    }
    for (const auto number : set.areas)
      if (left-- > 0)
        print_area(data_.areas[number], how);
  }

  void print_area(const map_area& area, const output& how) {
    separate();
    map_element shown;
    shown.kind = element_kind::relation;
    shown.id = area.id;
    shown.tags = area.tags;
    output plain = how;
    plain.geometry = plain.center = false;
    std::string text;
    append_element(text, shown, plain);
    answer_.elements += text.replace(text.find("relation"), 8, "area");
  }

  void separate() {
    if (!answer_.elements.empty())
      answer_.elements += ",\n";
  }

  const query& query_;
  const map_data& data_;
  std::size_t left_;
  std::map<std::string, result_set, std::less<>> sets_;
  answer answer_;
};

} // namespace

answer evaluate(const query& what, const map_data& data, std::size_t at_most) {
  try {
    return run(what, data, at_most).all();
  } catch (const std::exception& problem) {
    return {{}, 0, problem.what()};
  }
}

} // namespace leadstream::simweb::overpass
