#include "service/event_stream.h"

#include <format>
#include <utility>

namespace samspill::service {

std::string to_text(const Event& event) {
  std::string text = std::format("id: {}\nevent: {}\ndata: ", event.id, event.name);
  for (const char c : event.data) {
    text += c;
    if (c == '\n') text += "data: ";
  }
  return text + "\n\n";
}

void EventStream::send(const Event& event) {
  const std::lock_guard lock(mutex_);
  if (is_closed_) return;
  waiting_ += to_text(event);
  if (waiting_.size() > kMostWaiting) {
    waiting_.clear();
    is_closed_ = true;
  }
  if (wake_) wake_();
}

void EventStream::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
  if (wake_) wake_();
}

bool EventStream::is_closed() const {
  const std::lock_guard lock(mutex_);
  return is_closed_;
}

EventStream::Waiting EventStream::take() {
  const std::lock_guard lock(mutex_);
  return {std::exchange(waiting_, {}), is_closed_};
}

void EventStream::on_news(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

}  // namespace samspill::service
