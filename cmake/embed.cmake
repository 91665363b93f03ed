# Rows of a C++ table of text files, {"name", R"form(text)form"sv}: `component` of their paths names them. The literals
# know their sizes: no compiler has to count a large file's.
function(leadstream_text_rows result component form)
  set(rows "")
  foreach(path IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    get_filename_component(name ${path} ${component})
    file(READ ${path} text)
    string(APPEND rows "    {\"${name}\", R\"${form}(${text})${form}\"sv},\n")
  endforeach()
  set(${result} "${rows}" PARENT_SCOPE)
endfunction()

# Compiles text files into a target: lexicon(name) of domain/lexicons.hpp finds each by its stem.
function(leadstream_embed_lexicons target)
  leadstream_text_rows(entries NAME_WE lexicon ${ARGN})
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/lexicon_data.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[#include "domain/lexicons.hpp"

#include <utility>

namespace leadstream {

std::string_view lexicon(std::string_view name) {
  using namespace std::literals;
  static constexpr std::pair<std::string_view, std::string_view> all[] = {
@entries@  };
  for (const auto& [stem, text] : all) {
    if (stem == name)
      return text;
  }
  return {};
}

} // namespace leadstream
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()

# Compiles a binary file into a target: leadstream::embedded::<name>() of domain/embedded.hpp gives its bytes.
function(leadstream_embed_binary target name file)
  set(EMBEDDED_NAME ${name})
  set(EMBEDDED_FILE ${file})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cpp)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/embedded.cpp.in ${source} @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${source})
endfunction()

# Compiles files into a target: api::find_asset(name) of net/api/assets.hpp finds each by its file name.
function(leadstream_embed_assets target)
  set(declarations "")
  set(entries "")
  foreach(path IN LISTS ARGN)
    get_filename_component(name ${path} NAME)
    string(MAKE_C_IDENTIFIER "asset_${name}" symbol)
    leadstream_embed_binary(${target} ${symbol} ${path})
    string(APPEND declarations "std::string_view ${symbol}();\n")
    string(APPEND entries "      {\"${name}\", embedded::${symbol}()},\n")
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/asset_table.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[#include "net/api/assets.hpp"

namespace leadstream::embedded {
@declarations@} // namespace leadstream::embedded

namespace leadstream::api {

const std::vector<asset>& assets() {
  static const std::vector<asset> all{
@entries@  };
  return all;
}

} // namespace leadstream::api
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()

# Compiles text files into a target: leadstream::config::embedded_sources() gives each by its file name.
function(leadstream_embed_sources target)
  leadstream_text_rows(entries NAME source ${ARGN})
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/source_data.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[#include "config/source_files.hpp"

namespace leadstream::config {

const std::vector<embedded_file>& embedded_sources() {
  using namespace std::literals;
  static const std::vector<embedded_file> all{
@entries@  };
  return all;
}

} // namespace leadstream::config
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()
