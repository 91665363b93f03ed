#include "domain/dedup/profile_text.hpp"

namespace leadstream::dedup {

void profile_text::append_far(std::string_view more) {
  if (far_ == nullptr) {
    far_ = std::make_unique<std::string>(near_.data(), size_);
  }
  *far_ += more;
}

} // namespace leadstream::dedup
