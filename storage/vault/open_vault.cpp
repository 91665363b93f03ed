#include "storage/vault/vault.hpp"

#include <sodium.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace leadstream::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_size = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

result<std::string> read_key(const std::string& text, const std::string& where) {
  std::string key(key_size, '\0');
  std::size_t size = 0;
  const bool whole =
      sodium_base642bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), text.data(), text.size(),
                        "\r\n ", &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
  if (!whole || size != key_size) {
    return error{error_code::invalid_argument,
                 where + " is not the base64 of 32 bytes; make one with `openssl rand -base64 32`", where};
  }
  return key;
}

error unusable(const fs::path& file) {
  return {error_code::unavailable,
          "the key file " + file.string() + " cannot be used: " + std::strerror(errno),
          {}};
}

std::string make_key() {
  std::string key(key_size, '\0');
  randombytes_buf(key.data(), key.size());
  std::string text(sodium_base64_ENCODED_LEN(key_size, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.back() = '\n';
  return text;
}

/// The key of the directory, made when there is none.
result<std::string> key_of_directory(const fs::path& directory) {
  const fs::path file = directory / "secret.key";
  std::error_code ignored;
  fs::create_directories(directory, ignored);
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (handle >= 0) {
    const std::string text = make_key();
    const bool whole = ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(handle) == 0;
    ::close(handle);
    return whole ? read_key(text, file.string()) : unusable(file);
  }
  if (errno != EEXIST || ::chmod(file.c_str(), 0600) != 0) {
    return unusable(file);
  }
  std::ifstream input(file);
  const std::string text{std::istreambuf_iterator<char>(input), {}};
  return read_key(text, file.string());
}

} // namespace

result<std::shared_ptr<const vault>> open_vault(const config::storage_settings& settings) {
  if (sodium_init() < 0) {
    return error{error_code::internal, "libsodium does not start", {}};
  }
  auto key = settings.secret_key.empty() ? key_of_directory(settings.directory)
                                         : read_key(settings.secret_key, "storage.secret_key");
  if (!key) {
    return key.problem();
  }
  std::vector<std::string> keys{*std::move(key)};
  if (!settings.old_secret_key.empty()) {
    auto old = read_key(settings.old_secret_key, "storage.old_secret_key");
    if (!old) {
      return old.problem();
    }
    keys.push_back(*std::move(old));
  }
  return std::make_shared<const vault>(std::move(keys));
}

} // namespace leadstream::storage
