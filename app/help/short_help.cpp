#include "app/help/short_help.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::app {
namespace {

constexpr const char* further = "Further options";

/// Counts further options instead of listing them.
class without_further : public CLI::Formatter {
public:
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    return group == further ? "… and " + std::to_string(options.size()) + " more, which --help-all shows\n"
                            : CLI::Formatter::make_group(std::move(group), is_positional, std::move(options));
  }
};

} // namespace

std::string short_help::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const {
  return mode == CLI::AppFormatMode::Normal ? without_further().make_help(app, std::move(name), mode)
                                            : CLI::Formatter::make_help(app, std::move(name), mode);
}

void shorten_help(CLI::App& command, const std::vector<std::string>& shown) {
  for (CLI::Option* option : command.get_options()) {
    const bool stays = option == command.get_help_ptr() || option == command.get_help_all_ptr() ||
                       option->get_positional() ||
                       std::any_of(shown.begin(), shown.end(),
                                   [option](const auto& name) { return option->check_name(name); });
    if (!stays) {
      option->group(further);
    }
  }
}

} // namespace leadstream::app
