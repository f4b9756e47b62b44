// Writes the index of the vocabulary's names, which the program is then compiled with:
// write_language_index FILE.
#include <cstdio>
#include <fstream>

#include "base/error.h"
#include "language/index.h"
#include "reference/reference.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: write_language_index FILE\n", stderr);
    return 2;
  }
  try {
    const std::string bytes = samspill::language::build_index(samspill::reference::built_in());
    std::ofstream file(arguments[1], std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file.flush() ? 0 : 1;
  } catch (const samspill::Error& error) {
    std::fprintf(stderr, "write_language_index: %s\n", error.what());
    return 1;
  }
}
