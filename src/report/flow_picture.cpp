#include "report/flow_picture.h"

#include <algorithm>
#include <map>
#include <set>

#include "report/basis.h"
#include "report/legend.h"

namespace samspill::report {
namespace {

constexpr std::size_t kMostBands = 24;
constexpr double kNodeWidth = 5;
constexpr double kSlotGap = 4;
constexpr double kLeastBand = 0.4;
constexpr double kNameShare = 0.3;
/// Height of all bands together, if there is room.
constexpr double kBands = 300;
constexpr double kBandsPerNode = 26;

/// A site or plant on one side of the picture.
struct Node {
  std::string name;
  std::string amount;
  double total = 0;
  double thick = 0;  // height of its bands together
  double label = 0;  // height of its name
  double y = 0;      // top of its bands on the page
  double used = 0;   // by the bands drawn so far

  double slot() const { return std::max(thick, label) + kSlotGap; }
};

class FlowPicture {
 public:
  FlowPicture(PageFlow& flow, const Sankey& sankey)
      : flow_(flow), canvas_(flow.canvas()), sankey_(sankey) {
    links_ = std::min(sankey.links.size(), kMostBands);
    double total = 0;
    for (std::size_t i = 0; i < links_; ++i) {
      const SankeyLink& link = sankey.links[i];
      givers_[link.source].total += link.value;
      takers_[link.target].total += link.value;
      total += link.value;
    }
    const double nodes = static_cast<double>(std::max(givers_.size(), takers_.size()));
    per_unit_ = std::min(kBands, kBandsPerNode * nodes) / total;
    for (std::size_t i = 0; i < links_; ++i) {
      const SankeyLink& link = sankey.links[i];
      givers_[link.source].thick += band(link.value);
      takers_[link.target].thick += band(link.value);
    }
    for (auto* side : {&givers_, &takers_}) {
      for (auto& [id, node] : *side) measure(id, node);
    }
  }

  std::size_t links() const { return links_; }

  double height() const { return std::max(height_of(givers_), height_of(takers_)); }

  void draw() {
    stack_up(givers_);
    stack_up(takers_);
    const double names = flow_.width() * kNameShare;
    const double left = flow_.left() + names;
    const double right = flow_.left() + flow_.width() - names;
    for (std::size_t i = 0; i < links_; ++i) {
      const SankeyLink& link = sankey_.links[i];
      Node& from = givers_[link.source];
      Node& to = takers_[link.target];
      const double thick = band(link.value);
      canvas_.band({left + kNodeWidth, from.y + from.used}, {right - kNodeWidth, to.y + to.used},
                   thick, family_colour(link.family), 0.5);
      from.used += thick;
      to.used += thick;
    }
    for (const auto& [id, node] : givers_) label(node, flow_.left(), left, TextStyle::Align::right);
    for (const auto& [id, node] : takers_) {
      label(node, right + kNameGap, right - kNodeWidth, TextStyle::Align::left);
    }
  }

  std::vector<LegendEntry> legend() const {
    std::set<std::string, std::less<>> used;
    for (std::size_t i = 0; i < links_; ++i) used.insert(sankey_.links[i].family);
    std::vector<LegendEntry> entries;
    for (const std::string_view family : families()) {
      if (!used.contains(family)) continue;
      entries.push_back({LegendEntry::Sign::area,
                         flow_.words().text("report.web.family_" + std::string(family)),
                         Role::other, family_colour(family)});
    }
    return entries;
  }

 private:
  using Side = std::map<std::string, Node>;
  static constexpr double kNameGap = 8;

  double band(double value) const { return std::max(value * per_unit_, kLeastBand); }

  double name_width() const { return flow_.width() * kNameShare - kNameGap; }

  TextStyle name_style(TextStyle::Align align) const {
    return {.size = 6.8, .colour = flow_.style().ink, .align = align, .line_spacing = 1.05};
  }

  void measure(const std::string& id, Node& node) {
    const auto found = std::ranges::find(sankey_.nodes, id, &SankeyNode::id);
    node.name = found == sankey_.nodes.end() ? id : found->name;
    node.amount = "\u2002" + flow_.words().number(node.total, table_decimals(node.total));
    const TextStyle style = name_style(TextStyle::Align::left);
    node.label = canvas_.measure(node.name + node.amount, style, name_width()).height;
  }

  static double height_of(const Side& side) {
    double height = 0;
    for (const auto& [id, node] : side) height += node.slot();
    return height;
  }

  /// Largest first, each in the middle of its slot.
  void stack_up(Side& side) const {
    std::vector<Node*> sorted;
    for (auto& [id, node] : side) sorted.push_back(&node);
    std::ranges::stable_sort(sorted,
                             [](const Node* a, const Node* b) { return a->total > b->total; });
    double y = flow_.y();
    for (Node* node : sorted) {
      node->y = y + (node->slot() - kSlotGap - node->thick) / 2;
      y += node->slot();
    }
  }

  void label(const Node& node, double name_x, double bar_x, TextStyle::Align align) {
    canvas_.fill_box({bar_x, node.y}, {kNodeWidth, node.thick}, colour("site"));
    const double y = node.y + (node.thick - node.label) / 2;
    canvas_.write(node.name + node.amount, name_style(align), {name_x, y}, name_width());
  }

  PageFlow& flow_;
  Canvas& canvas_;
  const Sankey& sankey_;
  std::size_t links_ = 0;
  double per_unit_ = 0;
  Side givers_;
  Side takers_;
};

}  // namespace

void print_flows(PageFlow& flow, const Sankey& sankey, const std::string& alternative) {
  FlowPicture picture(flow, sankey);
  const std::size_t all = sankey.links.size() + sankey.links_left_out;
  if (picture.links() < all) {
    flow.paragraph(flows_cut(flow.words(), sankey, picture.links()), flow.style().note, 4);
  }
  constexpr double kRoomForLegend = 30;
  flow.need(picture.height() + kRoomForLegend);
  flow.canvas().open_figure(alternative);
  picture.draw();
  flow.skip(picture.height() + 2);
  flow.skip(draw_legend(flow, picture.legend()));
  flow.canvas().close("Figure");
  flow.skip(8);
}

}  // namespace samspill::report
