# Warnings are errors. Packaged headers are system headers and stay silent.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
