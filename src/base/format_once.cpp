// The engine of std::format, for all source files (cmake/once/format).
#include <format>

#ifdef SAMSPILL_FORMAT_ONCE
namespace std::__format {
template _Sink_iter<char> __do_vformat_to(_Sink_iter<char>, string_view, const format_args&,
                                          const locale*);
template back_insert_iterator<string> __do_vformat_to(back_insert_iterator<string>, string_view,
                                                      const format_args&, const locale*);
}  // namespace std::__format
#endif
