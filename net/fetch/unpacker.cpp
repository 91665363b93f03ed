#include "net/fetch/unpacker.hpp"

#include "domain/text/strings.hpp"

#include <algorithm>
#include <array>
#include <brotli/decode.h>
#include <utility>
#include <zlib.h>

namespace leadstream::net {

class unpacker::layer {
public:
  layer() = default;
  layer(const layer&) = delete;
  layer& operator=(const layer&) = delete;
  virtual ~layer() = default;
  virtual state write(std::string_view bytes, const sink& to) = 0;
  virtual bool ended() const = 0;
};

namespace {

constexpr std::size_t most_layers = 5;
constexpr unsigned char gzip_start = 0x1f;

/// gzip and deflate, the latter with its wrapper or without.
class inflater : public unpacker::layer {
public:
  explicit inflater(bool may_be_bare) : may_be_bare_(may_be_bare) {}
  ~inflater() override {
    if (begun_) {
      inflateEnd(&stream_);
    }
  }

  unpacker::state write(std::string_view bytes, const unpacker::sink& to) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    auto so_far = unpacker::state::good;
    while (so_far == unpacker::state::good && goes_on()) {
      so_far = step(to);
    }
    return so_far;
  }

  bool ended() const override { return ended_; }

private:
  /// Behind the end only a further member counts; anything else is left alone, as browsers do.
  bool goes_on() {
    if (stream_.avail_in == 0) {
      return full_;
    }
    if (!begun_) {
      begin(*stream_.next_in);
    } else if (ended_) {
      over_ = over_ || *stream_.next_in != gzip_start || inflateReset(&stream_) != Z_OK;
      ended_ = over_;
    }
    return !ended_;
  }

  void begin(unsigned char first) {
    constexpr int window = 15;
    constexpr int wrapped = window + 32;
    const bool bare = may_be_bare_ && (first & 0x0fU) != Z_DEFLATED && first != gzip_start;
    begun_ = inflateInit2(&stream_, bare ? -window : wrapped) == Z_OK;
  }

  unpacker::state step(const unpacker::sink& to) {
    std::array<char, 16U << 10U> room; // NOLINT(*-member-init): zlib fills it
    stream_.next_out = reinterpret_cast<Bytef*>(room.data());
    stream_.avail_out = room.size();
    const int said = inflate(&stream_, Z_NO_FLUSH);
    ended_ = said == Z_STREAM_END;
    full_ = stream_.avail_out == 0 && !ended_;
    const std::size_t size = room.size() - stream_.avail_out;
    if (size > 0 && !to({room.data(), size})) {
      return unpacker::state::stopped;
    }
    return said == Z_OK || said == Z_BUF_ERROR || ended_ ? unpacker::state::good : unpacker::state::malformed;
  }

  z_stream stream_{};
  bool may_be_bare_;
  bool begun_ = false;
  bool full_ = false; ///< more may be had without further bytes
  bool ended_ = false;
  bool over_ = false; ///< something else than a member has come
};

class brotli_reader : public unpacker::layer {
public:
  unpacker::state write(std::string_view bytes, const unpacker::sink& to) override {
    std::size_t left = bytes.size();
    const auto* at = reinterpret_cast<const std::uint8_t*>(bytes.data());
    auto said = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (!ended_ && said == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
      std::size_t no_room = 0;
      said = BrotliDecoderDecompressStream(decoder_.get(), &left, &at, &no_room, nullptr, nullptr);
      ended_ = said == BROTLI_DECODER_RESULT_SUCCESS;
      std::size_t size = 0; // as much as there is
      const auto* out = BrotliDecoderTakeOutput(decoder_.get(), &size);
      if (size > 0 && !to({reinterpret_cast<const char*>(out), size})) {
        return unpacker::state::stopped;
      }
    }
    return said == BROTLI_DECODER_RESULT_ERROR ? unpacker::state::malformed : unpacker::state::good;
  }

  bool ended() const override { return ended_; }

private:
  struct closer {
    void operator()(BrotliDecoderState* decoder) const { BrotliDecoderDestroyInstance(decoder); }
  };
  std::unique_ptr<BrotliDecoderState, closer> decoder_{
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
  bool ended_ = false;
};

std::unique_ptr<unpacker::layer> make_layer(std::string_view encoding) {
  if (encoding == "br") {
    return std::make_unique<brotli_reader>();
  }
  const bool deflate = encoding == "deflate";
  return deflate || encoding == "gzip" || encoding == "x-gzip" ? std::make_unique<inflater>(deflate)
                                                               : nullptr;
}

} // namespace

unpacker::unpacker(sink to) : to_(std::move(to)) {}
unpacker::~unpacker() = default;

std::unique_ptr<unpacker> unpacker::make(std::string_view encodings, sink to) {
  std::unique_ptr<unpacker> made(new unpacker(std::move(to)));
  const std::string names = lower(encodings);
  for (const std::string_view name : extraction::split(names, ",")) {
    if (name == "identity" || name == "none") {
      continue;
    }
    made->layers_.insert(made->layers_.begin(), make_layer(name));
    if (made->layers_.front() == nullptr || made->layers_.size() > most_layers) {
      return nullptr;
    }
  }
  return made;
}

unpacker::state unpacker::pass(std::size_t depth, std::string_view bytes) {
  begun_ = begun_ || !bytes.empty();
  if (depth == layers_.size()) {
    return to_(bytes) ? state::good : state::stopped;
  }
  const state here = layers_[depth]->write(bytes, [this, depth](std::string_view unpacked) {
    within_ = pass(depth + 1, unpacked);
    return within_ == state::good;
  });
  return here == state::stopped ? within_ : here;
}

bool unpacker::whole() const {
  return !begun_ || std::all_of(layers_.begin(), layers_.end(), [](const auto& one) { return one->ended(); });
}

} // namespace leadstream::net
