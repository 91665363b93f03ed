# Warnings are errors. Packaged headers are system headers and stay silent.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # GCC 12 sees overlaps in std::string where there are none (its bug 105329).
  add_compile_options(-Werror -Wno-restrict)
endif()
