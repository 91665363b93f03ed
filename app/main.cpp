#include <cstdio>

int main() {
  std::puts("leadstream");
  return 0;
}
