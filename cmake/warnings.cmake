# Warnings are errors. Packaged headers are system headers and stay silent.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
# GCC 12 sees overlaps in std::string where there are none (its bug 105329).
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
