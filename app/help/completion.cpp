#include "app/help/tree.hpp"

#include <algorithm>

namespace leadstream::app {
namespace {

/// Text within single quotes of a shell.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return out + "'";
}

/// Without what a description's end or a separator would be.
std::string one_line(std::string text) {
  text = text.substr(0, text.find('\n'));
  std::replace(text.begin(), text.end(), ':', '.');
  return text;
}

/// The pattern of a `case` that matches each path that a word leads to: "'leadstream jobs'|'leadstream
/// leads'".
std::string known_paths(const std::vector<command_entry>& tree) {
  std::string pattern;
  for (const command_entry& command : tree) {
    if (&command != &tree.front()) {
      pattern += (pattern.empty() ? "" : "|") + quoted(command.path);
    }
  }
  return pattern;
}

/// Calls `use(name, help)` for all that may follow a command.
template <class Use>
void each_word(const std::vector<command_entry>& tree, const command_entry& command, Use use) {
  for (const command_entry& inner : tree) {
    if (inner.path == command.path + " " + inner.name) {
      use(inner.name, inner.help);
    }
  }
  for (const std::string& choice : command.choices) {
    use(choice, "");
  }
  for (const option_entry& option : command.options) {
    for (const std::string& name : option.names) {
      use(name, option.help);
    }
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : " ") + word;
  }
  return all;
}

/// Calls `use(command and option, values)` for each option whose values are known.
template <class Use>
void each_choice(const std::vector<command_entry>& tree, Use use) {
  for (const command_entry& command : tree) {
    for (const option_entry& option : command.options) {
      for (const std::string& name : option.names) {
        if (!option.choices.empty()) {
          use(command.path + " " + name, joined(option.choices));
        }
      }
    }
  }
}

std::string settings_words(const std::vector<command_entry>& tree) {
  std::string words;
  for (const option_entry& option : tree.front().settings) {
    for (const std::string& name : option.names) {
      words += (words.empty() ? "" : " ") + name;
    }
  }
  return words;
}

std::string bash_script(const std::vector<command_entry>& tree) {
  std::string cases;
  for (const command_entry& command : tree) {
    std::string words;
    each_word(tree, command, [&](const std::string& name, const std::string& /*help*/) {
      words += (words.empty() ? "" : " ") + name;
    });
    cases += "    " + quoted(command.path) + ") known=" + quoted(words) + " ;;\n";
  }
  std::string values;
  each_choice(tree, [&](const std::string& option, const std::string& words) {
    values += "    " + quoted(option) + ") known=" + quoted(words) + " ;;\n";
  });
  return R"(# Completion of leadstream for bash: source it, or put it into /etc/bash_completion.d/.
_leadstream() {
  local current=${COMP_WORDS[COMP_CWORD]} path=leadstream known= word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
    )" + known_paths(tree) +
         R"() path="$path $word" ;;
    esac
  done
  case $path in
)" + cases +
         R"(  esac
  case "$path ${COMP_WORDS[COMP_CWORD-1]}" in
)" + values +
         R"(  esac
  case $current in
    --*.*) known="$known )" +
         settings_words(tree) + R"(" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$known" -- "$current")
}
complete -o default -F _leadstream leadstream
)";
}

std::string zsh_script(const std::vector<command_entry>& tree) {
  std::string cases;
  for (const command_entry& command : tree) {
    std::string words;
    each_word(tree, command, [&](const std::string& name, const std::string& help) {
      words += " " + quoted(name + ":" + one_line(help));
    });
    cases += "    (" + quoted(command.path) + ") known=(" + words + " ) ;;\n";
  }
  std::string values;
  each_choice(tree, [&](const std::string& option, const std::string& words) {
    values += "    (" + quoted(option) + ") known=(" + words + ") ;;\n";
  });
  return R"(#compdef leadstream
# Completion of leadstream for zsh: put it as _leadstream into a folder of $fpath.
_leadstream() {
  local where=leadstream word
  local -a known
  for word in ${words[2,CURRENT-1]}; do
    case "$where $word" in
      ()" +
         known_paths(tree) +
         R"() where="$where $word" ;;
    esac
  done
  case $where in
)" + cases +
         R"(  esac
  case "$where ${words[CURRENT-1]}" in
)" + values +
         R"(  esac
  _describe leadstream known || _files
}
_leadstream "$@"
)";
}

std::string fish_script(const std::vector<command_entry>& tree) {
  std::string script =
      R"(# Completion of leadstream for fish: put it into ~/.config/fish/completions/leadstream.fish.
function __leadstream_at
  set -l where leadstream
  for word in (commandline -opc)[2..-1]
    switch "$where $word"
      case)";
  for (const command_entry& command : tree) {
    script += &command == &tree.front() ? "" : " " + quoted(command.path);
  }
  script += "\n        set where \"$where $word\"\n    end\n  end\n  test \"$where\" = \"$argv\"\nend\n";
  for (const command_entry& command : tree) {
    const std::string at = "complete -c leadstream -n " + quoted("__leadstream_at " + command.path);
    each_word(tree, command, [&](const std::string& name, const std::string& help) {
      const std::string what = name.starts_with("--")  ? " -l " + name.substr(2)
                               : name.starts_with("-") ? " -s " + name.substr(1)
                                                       : " -f -a " + name;
      script += at + what + " -d " + quoted(one_line(help)) + "\n";
    });
  }
  each_choice(tree, [&](const std::string& option, const std::string& words) {
    const auto last = option.rfind(' ');
    const std::string name = option.substr(last + 1);
    script += "complete -c leadstream -n " + quoted("__leadstream_at " + option.substr(0, last)) +
              (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1)) + " -x -a " +
              quoted(words) + "\n";
  });
  return script;
}

} // namespace

std::string completion_script(const std::vector<command_entry>& tree, const std::string& shell) {
  return shell == "bash"   ? bash_script(tree)
         : shell == "zsh"  ? zsh_script(tree)
         : shell == "fish" ? fish_script(tree)
                           : std::string();
}

} // namespace leadstream::app
