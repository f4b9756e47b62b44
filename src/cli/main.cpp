#include "cli/interrupt.h"
#include "cli/session.h"
#include "cli/terminal.h"

int main(int argc, char** argv) {
  const samspill::cli::Interrupt interrupt;
  return samspill::cli::run(argc, argv, samspill::cli::standard_terminal(), interrupt.token());
}
