#include "domain/enrich/tech_detector.hpp"

#include "domain/enrich/pattern_set.hpp"
#include "domain/enrich/tech_resolve.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

namespace leadstream::enrich {
namespace {

constexpr std::size_t most_elements = 50; ///< looked at for one selector
constexpr std::size_t longest_value = 64U << 10U;

/// A rule with its technology.
struct owned_rule {
  const technology* owner;
  const tech_rule* rule;
};

bool is_keyed(evidence where) {
  return where == evidence::header || where == evidence::cookie || where == evidence::meta ||
         where == evidence::dns;
}

bool needs_tree(evidence where) {
  return where == evidence::dom_exists || where == evidence::dom_text || where == evidence::dom_attribute;
}

/// Name and value of everything in a Set-Cookie header that looks like a cookie. Sent badly as it may be,
/// what follows a separator and holds '=' is one; attributes of cookies do no harm, no technology is called
/// "path".
void add_cookies(std::string_view line, std::vector<std::pair<std::string, std::string>>& to) {
  while (!line.empty()) {
    const std::size_t end = std::min(line.find_first_of("; ,"), line.size());
    const std::string_view pair = line.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && equals > 0) {
      to.emplace_back(lower(pair.substr(0, equals)), pair.substr(equals + 1));
    }
    line.remove_prefix(std::min(end + 1, line.size()));
  }
}

/// Where a tag begins, in capitals or not.
std::size_t find_tag(std::string_view html, std::string_view tag, std::size_t from) {
  std::size_t at = html.find('<', from);
  while (at != std::string_view::npos && !extraction::starts_with_ignoring_case(html.substr(at), tag)) {
    at = html.find('<', at + 1);
  }
  return at;
}

/// The bodies of style elements, as written.
std::vector<std::string_view> styles_of(std::string_view html) {
  std::vector<std::string_view> bodies;
  for (std::size_t at = find_tag(html, "<style", 0); at != std::string_view::npos;
       at = find_tag(html, "<style", at)) {
    const std::size_t begin = std::min(html.find('>', at), html.size());
    at = std::min(find_tag(html, "</style", begin), html.size());
    bodies.push_back(html.substr(begin, at - begin));
  }
  return bodies;
}

/// Whether a name fits a form with one '*', which stands for anything.
bool fits_wildcard(std::string_view name, std::string_view form) {
  const std::size_t star = form.find('*');
  const std::string_view after = form.substr(star + 1);
  return name.size() + 1 >= form.size() && name.starts_with(form.substr(0, star)) && name.ends_with(after);
}

/// Rules of one place that are looked for by one pass.
struct rule_set {
  std::vector<owned_rule> rules;
  std::optional<pattern_set> patterns;
};

/// What a detection gathers: each rule counts once.
class tally {
public:
  void note(const owned_rule& by, const pattern_match& match) {
    tech_match& into = found_[by.owner->name];
    if (counted_.insert(by.rule).second) {
      into.confidence = std::min(100, into.confidence + by.rule->pattern.text().confidence);
    }
    into.version = better_version(into.version, match.version);
  }
  void look(const owned_rule& by, std::string_view text) {
    if (const auto match = by.rule->pattern.match(text.substr(0, longest_value))) {
      note(by, *match);
    }
  }
  tech_matches take() && { return std::move(found_); }

private:
  tech_matches found_;
  std::set<const tech_rule*> counted_;
};

} // namespace

class tech_detector::implementation {
public:
  explicit implementation(fingerprints known) : known_(std::move(known)) {
    for (const technology& each : known_.technologies) {
      by_name_[each.name] = &each;
      for (const tech_rule& rule : each.rules) {
        place(owned_rule{&each, &rule});
      }
    }
    for (rule_set& each : sets_) {
      std::vector<std::string> regexes;
      for (const owned_rule& one : each.rules) {
        regexes.push_back(one.rule->pattern.text().regex);
      }
      each.patterns.emplace(regexes);
    }
  }

  const fingerprints& known() const { return known_; }

  std::vector<found_technology> detect(const tech_page& page) const {
    tally found;
    scan(evidence::url, page.url, found);
    scan(evidence::html, page.html, found);
    for (const std::string_view style : styles_of(page.html)) {
      scan(evidence::css, style, found);
    }
    look_at_headers(page, found);
    for (const auto& [type, value] : page.dns) {
      look_up(evidence::dns, lower(type), value, found);
    }
    if (page.parsed != nullptr) {
      look_at_tree(*page.parsed, found);
    }
    tech_matches matches = std::move(found).take();
    resolve_matches(by_name_, matches);
    return ranked(matches);
  }

private:
  void place(const owned_rule& one) {
    const evidence where = one.rule->where;
    if (needs_tree(where)) {
      dom_.push_back(one);
    } else if (is_keyed(where)) {
      const bool wild = where == evidence::cookie && one.rule->key.find('*') != std::string::npos;
      (wild ? wild_cookies_ : keyed_[static_cast<std::size_t>(where)][one.rule->key]).push_back(one);
    } else {
      sets_[static_cast<std::size_t>(where)].rules.push_back(one);
    }
  }

  void scan(evidence where, std::string_view text, tally& found) const {
    const rule_set& set = sets_[static_cast<std::size_t>(where)];
    for (const int index : set.patterns->matches(text)) {
      const owned_rule& one = set.rules[static_cast<std::size_t>(index)];
      if (const auto match = one.rule->pattern.match(text)) {
        found.note(one, *match);
      }
    }
  }

  void look_up(evidence where, const std::string& key, std::string_view value, tally& found) const {
    const auto& rules = keyed_[static_cast<std::size_t>(where)];
    if (const auto named = rules.find(key); named != rules.end()) {
      for (const owned_rule& one : named->second) {
        found.look(one, value);
      }
    }
  }

  void look_at_headers(const tech_page& page, tally& found) const {
    std::vector<std::pair<std::string, std::string>> cookies;
    for (const auto& [name, value] : page.cookies) {
      cookies.emplace_back(lower(name), value);
    }
    for (const header& each : page.headers) {
      const std::string name = lower(each.name);
      look_up(evidence::header, name, each.value, found);
      if (name == "set-cookie") {
        add_cookies(each.value, cookies);
      }
    }
    for (const auto& [name, value] : cookies) {
      look_up(evidence::cookie, name, value, found);
      for (const owned_rule& one : wild_cookies_) {
        if (fits_wildcard(name, one.rule->key)) {
          found.look(one, value);
        }
      }
    }
  }

  void look_at_tree(const extraction::document& page, tally& found) const {
    for (const std::string_view script : page.scripts) {
      scan(evidence::script, script, found);
    }
    for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
      look_at_element(page, i, found);
    }
    if (!page.nodes.empty() && !sets_[static_cast<std::size_t>(evidence::text)].rules.empty()) {
      scan(evidence::text, page.text_of(0), found);
    }
    const page_index index = index_of(page);
    for (const owned_rule& one : dom_) {
      for (const std::uint32_t element : one.rule->selector->find(page, index, most_elements)) {
        look_at_match(page, element, one, found);
      }
    }
  }

  void look_at_element(const extraction::document& page, std::uint32_t element, tally& found) const {
    const std::string_view name = page.nodes[element].name;
    if (name == "script" && page.has(element, "src")) {
      scan(evidence::script_src, page.get(element, "src"), found);
    } else if (name == "meta") {
      const std::string_view content = page.get(element, "content");
      for (const char* key : {"name", "property", "http-equiv"}) {
        look_up(evidence::meta, lower(page.get(element, key)), content, found);
      }
    }
  }

  static void look_at_match(const extraction::document& page, std::uint32_t element, const owned_rule& one,
                            tally& found) {
    const tech_rule& rule = *one.rule;
    if (rule.where == evidence::dom_exists) {
      found.note(one, {});
    } else if (rule.where == evidence::dom_text) {
      found.look(one, page.text_of(element));
    } else if (page.has(element, rule.key)) {
      found.look(one, page.get(element, rule.key));
    }
  }

  std::vector<found_technology> ranked(const tech_matches& matches) const {
    std::vector<found_technology> all;
    for (const auto& [name, match] : matches) {
      found_technology one{name, match.version, match.confidence, {}};
      if (const auto known = by_name_.find(name); known != by_name_.end()) {
        one.categories = names_of(known->second->categories);
      }
      all.push_back(std::move(one));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    return all;
  }

  std::vector<std::string> names_of(const std::vector<int>& numbers) const {
    std::vector<std::string> names;
    for (const int number : numbers) {
      const auto found = known_.categories.find(number);
      names.push_back(found == known_.categories.end() ? std::to_string(number) : found->second);
    }
    return names;
  }

  fingerprints known_;
  std::map<std::string, const technology*> by_name_;
  std::array<rule_set, evidence_count> sets_;
  std::array<std::unordered_map<std::string, std::vector<owned_rule>>, evidence_count> keyed_;
  std::vector<owned_rule> wild_cookies_;
  std::vector<owned_rule> dom_;
};

tech_detector::tech_detector(fingerprints known)
    : impl_(std::make_shared<implementation>(std::move(known))) {}

const tech_detector& tech_detector::standard() {
  static const tech_detector built_in = [] {
    fingerprints known;
    // The files are part of the program; the tests read them without a problem.
    static_cast<void>(read_categories(lexicon("categories"), known).ok());
    static_cast<void>(read_technologies(lexicon("technologies"), known).ok());
    return tech_detector(std::move(known));
  }();
  return built_in;
}

std::vector<found_technology> tech_detector::detect(const tech_page& page) const {
  return impl_->detect(page);
}
const fingerprints& tech_detector::known() const {
  return impl_->known();
}

} // namespace leadstream::enrich
