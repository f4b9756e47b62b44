// The header fields that the server reads itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "service/byte_range.h"
#include "service/content_coding.h"
#include "service/cookie.h"
#include "service/event_stream.h"
#include "service/headers.h"

namespace samspill::service {
namespace {

TEST(Cookie, is_found_by_its_whole_name) {
  EXPECT_EQ(find_cookie("a=1; ab=2;c=x=y", "ab"), "2");
  EXPECT_EQ(find_cookie("a=1; ab=2;c=x=y", "c"), "x=y");
  EXPECT_EQ(find_cookie("a=1; ab=2", "b"), "");
  EXPECT_EQ(find_cookie("a", "a"), "");
  EXPECT_EQ(find_cookie("", ""), "");
}

TEST(Headers, are_found_whatever_their_case) {
  Headers headers{{"Content-Type", "text/css"}};
  EXPECT_EQ(headers["content-TYPE"], "text/css");
  headers.set("CONTENT-type", "text/html");
  EXPECT_EQ(headers["Content-Type"], "text/html");
  EXPECT_FALSE(headers.has("Content"));
}

void expect_range(std::string_view field, std::size_t size,
                  const std::variant<ByteRange, WholeBody>& expected) {
  EXPECT_EQ(parse_range(field, size), expected) << field;
}

TEST(ByteRange, is_within_the_body) {
  expect_range("bytes=0-9", 100, ByteRange{0, 9});
  expect_range("bytes=90-", 100, ByteRange{90, 99});
  expect_range("bytes=90-200", 100, ByteRange{90, 99});
  expect_range("bytes=-10", 100, ByteRange{90, 99});
  expect_range("bytes=-200", 100, ByteRange{0, 99});
}

TEST(ByteRange, beyond_the_end_is_told_and_nonsense_is_not_a_range) {
  expect_range("bytes=100-", 100, WholeBody::as_outside);
  expect_range("bytes=-0", 100, WholeBody::as_outside);
  expect_range("bytes=0-", 0, WholeBody::as_outside);
  for (const char* field : {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "lines=1-2",
                            "bytes=1-2,5-6", "bytes=+1-2", "bytes=1-99999999999999999999"}) {
    expect_range(field, 100, WholeBody::as_not_asked);
  }
}

TEST(Coding, is_taken_only_where_it_is_wanted) {
  EXPECT_TRUE(accepts("gzip, deflate, br", Coding::br));
  EXPECT_TRUE(accepts("GZIP;q=0.5", Coding::gzip));
  EXPECT_TRUE(accepts("*", Coding::gzip));
  EXPECT_FALSE(accepts("", Coding::gzip));
  EXPECT_FALSE(accepts("br;q=0, gzip", Coding::br));
  EXPECT_FALSE(accepts("br; q=0.000, *", Coding::br));
  EXPECT_FALSE(accepts("brotli", Coding::br));
}

TEST(Coding, gzip_gives_the_same_bytes_back) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += std::to_string(i * 7919 % 1000) + ',';
  const std::string packed = encode(text, Coding::gzip);
  EXPECT_LT(packed.size(), text.size() / 2);
  std::string out(text.size(), '\0');
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  EXPECT_EQ(out, text);
}

TEST(EventStream, writes_each_line_of_an_event_as_data) {
  EXPECT_EQ(to_text({7, "run", "a\nb"}), "id: 7\nevent: run\ndata: a\ndata: b\n\n");
}

TEST(EventStream, gives_what_waited_once_and_then_ends) {
  EventStream stream;
  int woken = 0;
  stream.on_news([&] { ++woken; });
  stream.send({1, "run", "a"});
  stream.send({2, "run", "b"});
  EXPECT_EQ(stream.take().text, to_text({1, "run", "a"}) + to_text({2, "run", "b"}));
  EXPECT_EQ(stream.take().text, "");
  stream.close();
  EXPECT_TRUE(stream.take().is_last);
  EXPECT_EQ(woken, 3);
}

TEST(EventStream, cuts_a_reader_that_falls_behind) {
  EventStream stream;
  const std::string much(300'000, 'x');
  for (int i = 0; i < 5; ++i) stream.send({1, "run", much});
  EXPECT_TRUE(stream.is_closed());
  EXPECT_LT(stream.take().text.size(), EventStream::kMostWaiting);
}

}  // namespace
}  // namespace samspill::service
