#include "storage/memory/memory_database.hpp"

#include "storage/memory/memory_state.hpp"

namespace leadstream::storage {
namespace {

class memory_database : public database {
public:
  explicit memory_database(const storage_options& options)
      : state_(std::make_shared<memory_state>(options)) {}
  std::unique_ptr<reader> open_reader() override { return make_memory_reader(state_); }
  std::unique_ptr<writer> open_writer() override { return make_memory_writer(state_); }

private:
  std::shared_ptr<memory_state> state_;
};

} // namespace

std::unique_ptr<database> make_memory_database(const storage_options& options) {
  return std::make_unique<memory_database>(options);
}

} // namespace leadstream::storage
