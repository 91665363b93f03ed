#include "app/help/tree.hpp"

namespace leadstream::app {
namespace {

/// Text that roff prints as it is.
std::string plain(const std::string& text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) {
      out += "\\&";
    }
    out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
    line_start = c == '\n';
  }
  return out;
}

std::string bold(const std::string& text) {
  return "\\fB" + plain(text) + "\\fR";
}

std::string option_paragraphs(const std::vector<option_entry>& options) {
  std::string out;
  for (const option_entry& option : options) {
    out += ".TP\n";
    for (const std::string& name : option.names) {
      out += (name == option.names.front() ? "" : ", ") + bold(name);
    }
    out += (option.value.empty() ? "" : " \\fI" + plain(option.value) + "\\fR") + "\n" + plain(option.help) +
           "\n";
  }
  return out;
}

std::string synopsis(const command_entry& command) {
  std::string out = bold(command.path);
  for (const std::string& name : command.positionals) {
    out += " \\fI" + plain(name) + "\\fR";
  }
  return out + (command.options.empty() ? "" : " [options]") + (command.commands.empty() ? "" : " [command]");
}

std::string command_section(const command_entry& command) {
  std::string out =
      ".SS " + synopsis(command) + "\n" + plain(command.help) + "\n" + option_paragraphs(command.options);
  if (!command.footer.empty()) {
    out += ".PP\n.nf\n" + plain(command.footer) + "\n.fi\n";
  }
  return out;
}

constexpr const char* rest = R"(.SH SETTINGS
Every setting is an option of every command too:
.BR \-\-server.port " 9000."
.B leadstream config
prints what holds and where each value came from,
.B leadstream config doc
explains all of them.
.SH EXIT STATUS
0 done, 1 failed, 2 wrong usage, 3 not found, 4 not allowed, 5 done in part, 69 no server, 73 locked by another
process, 75 try again.
.SH ENVIRONMENT
.TP
.B LEADSTREAM_*
Settings: LEADSTREAM_SERVER_PORT is server.port. A secret may be given as the file that holds it, with _FILE behind
the name.
.TP
.B NO_COLOR
No colours when it is not empty.
.SH FILES
.TP
.I leadstream.toml
Settings, in the working directory.
.TP
.I .env
Variables, in the working directory.
)";

} // namespace

std::string man_page(const std::vector<command_entry>& tree, const std::string& version) {
  const command_entry& program = tree.front();
  std::string out = R"(.TH LEADSTREAM 1 "" "leadstream )" + version +
                    "\" \"User Commands\"\n.SH NAME\nleadstream \\- " + plain(program.help) +
                    "\n.SH SYNOPSIS\n" + synopsis(program) + "\n.SH OPTIONS\n" +
                    option_paragraphs(program.options) + ".SH COMMANDS\n";
  for (const command_entry& command : tree) {
    out += &command == &program ? "" : command_section(command);
  }
  return out + rest + ".SH EXAMPLES\n.nf\n" + plain(program.footer) + "\n.fi\n";
}

} // namespace leadstream::app
