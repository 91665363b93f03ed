# Writes OUTPUT, a C++ source with the numbered migrations of SOURCE_DIR. Run as a script: cmake -D… -P embed.cmake
file(GLOB files ${SOURCE_DIR}/*.sql)
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(stem ${file} NAME_WE)
  string(REGEX MATCH "^([0-9]+)_(.+)$" matched ${stem})
  math(EXPR number "${CMAKE_MATCH_1}")
  set(name ${CMAKE_MATCH_2})
  file(READ ${file} text)
  string(APPEND entries "    {${number}, \"${name}\", R\"sql(${text})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"storage/migration.hpp\"

namespace leadstream::storage {

const std::vector<migration>& ${DIALECT}_migrations() {
  static const std::vector<migration> all{
${entries}  };
  return all;
}

} // namespace leadstream::storage
")
