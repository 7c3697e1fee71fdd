"""What a line of page furniture looks like: rules over one whole line, in lower case and NFC."""

from __future__ import annotations

import re

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
_RELATED = (
    r"(?:các |những )?(?:tin|bài|thông tin|nội dung|chủ đề|sự kiện|video|clip|ảnh)"
    r"(?:,? (?:bài|viết|tức))? (?:liên quan(?: khác)?|khác|cũ(?: hơn)?|mới(?: nhất| hơn| đăng)?"
    r"|đã (?:đưa|đăng)|cùng (?:chuyên mục|chủ đề|mục|tác giả)|nổi bật|tiêu điểm|đáng chú ý|nóng|hot"
    r"|(?:được )?(?:đọc|xem|quan tâm) nhiều(?: nhất)?)|cùng (?:chuyên mục|chủ đề|tác giả)"
    r"|(?:đọc|xem) nhiều(?: nhất)?|(?:có thể bạn|bạn có thể) (?:quan tâm|chưa biết)"
    r"|(?:gợi ý|dành|đề xuất) cho bạn|(?:đừng|không nên) bỏ lỡ|theo dòng sự kiện"
)
_HEADINGS = (
    r"tin vắn|tin nhanh|tin ngắn|video|mới nhất|nổi bật|đáng chú ý|tiêu điểm|liên quan"
    r"|tin trong (?:tỉnh|nước|ngày)|(?:đọc|xem|tham khảo) thêm(?: tin khác)?"
)
_BUTTONS = (
    r"(?:xem|đọc|tìm hiểu) thêm|xem tiếp|xem tất cả|tìm kiếm theo ngày"
    r"|(?:thích và |lưu và )?chia sẻ(?: (?:bài(?: viết| báo)?|tin|trang))?(?: này)?"
    r"(?: (?:cho|với|tới|đến) (?:bạn bè|mọi người))?(?: (?:lên|qua) (?:mạng xã hội|trang cá nhân))?"
    r"(?: (?:trên|qua|lên))?|(?:sao chép|copy) (?:liên kết|link|đường dẫn)"
    r"|in (?:bài|trang)|in bài viết|gửi (?:email|bình luận|ý kiến|phản hồi)"
    r"|(?:bình luận|ý kiến)(?: (?:bạn đọc|của bạn))?(?: \(\d{1,4}\)?)?|quay lại|(?:về )?đầu trang"
    r"|nghe (?:đọc )?(?:bài(?: viết)?|audio|podcast)|đọc bài|(?:multimedia )?đọc báo in|trở về"
    r"|theo dõi|thích|từ khóa|tags?"
    r"|loading|cỡ chữ|tương phản|bạn gặp vấn đề gì khi xem video này|share|print|read more|back"
)
_NETWORKS = "facebook|fanpage|twitter|zalo|email|e-mail|linkedin|messenger|telegram|youtube|tiktok"
_VISITS = (
    r"(?:tổng )?(?:số )?(?:lượt|lần) (?:xem|đọc|nghe|tải|truy cập)|đã (?:xem|đọc)"
    r"|đang (?:xem|truy cập|online)|views?"
)
_HOST = r"(?:https?://)?(?:[\w-]{1,40}\.){1,4}(?:vn|com|net|org)\b(?:/\S{0,150})?"
_AGENCY = (
    rf"(?:{_HOST}|ttxvn|vov\d?|vtv\d?|vna|vietnam\+|vnexpress|internet|sưu tầm|ctv|pv|tts?xvn"
    r"|(?:báo(?! cáo)|tạp chí|đài|cổng|trang|thông tấn xã|website)\b[^.,:;]{0,40})"
)
_DEGREES = r"(?:\d{1,2} ?[-–~/] ?)?-?\d{1,2}(?:[.,]\d)? ?(?:[°º˚]|độ c\b) ?[cf]?"
_BETWEEN = r"[ ,;|]{0,3}+"
_PLACE = (  # near its temperature; but no sentence about the weather
    r"(?![^\d|]{0,20}\b(?:từ|lên|đến|xuống|tới|nóng|lạnh|rét|trời|ngày|đêm|mưa|tăng|giảm"
    r"|(?:cao|thấp) nhất)\b)"
    rf"(?:[^\d.;:!?,|]{{0,8}}tp\. ?)?[^\d.;:!?,|]{{1,30}}+:?{_BETWEEN}"
)
_SECTIONS = (
    "trang chủ|chính trị|thời sự|xã hội|kinh tế|văn hóa|thể thao|pháp luật|thế giới|quốc tế"
    "|giáo dục|y tế|sức khỏe|du lịch|giải trí|quốc phòng|an ninh|quốc phòng - an ninh|đời sống"
    "|khoa học|công nghệ|khoa học - công nghệ|môi trường|bạn đọc|xây dựng đảng|tin tức|multimedia"
    "|video|media|podcast|ảnh|phóng sự|nông nghiệp|công nghiệp|thương mại|tài chính|bất động sản"
    "|văn hóa - xã hội|văn nghệ|đất nước - con người|liên hệ|giới thiệu|e-magazine|longform"
)

_RULES: dict[str, str] = {
    "player": rf"{_CLOCK}(?: ?/ ?{_CLOCK})?|\d(?:[.,]\d{{1,2}})?x"
    r"|(?:giọng )?(?:nam|nữ) miền (?:bắc|trung|nam)|giọng (?:đọc )?(?:nam|nữ)",
    "button": rf"(?:{_BUTTONS}|{_RELATED}|{_HEADINGS})",
    "related link": r"(?:(?:mời )?(?:quý )?(?:bạn đọc |độc giả |bạn )?"
    rf"(?:xem|đọc|tham khảo|tìm hiểu) thêm(?: tại)?|{_RELATED}) ?: ?\S.{{0,250}}"
    r"|>>.{1,250}",
    "share": rf"(?:chia sẻ )?(?:qua |lên |trên |bài viết )?(?:{_NETWORKS})"
    rf"(?:[ ,|/]{{1,3}}(?:{_NETWORKS})){{0,7}}",
    "counter": r"(?:(?:[^:|]{1,30}+:[^:|]{1,41}+|[^:|\d]{0,12}\d{1,2}[/.-]\d{1,2}[/.-]\d{4} ?)"
    r"\| ?)?"
    rf"(?:{_VISITS})"
    r" ?:? ?[\d.,]{1,15}|[\d.,]{1,15} (?:lượt (?:xem|đọc)|views?)",
    "credit": r"\(?(?:(?:tin|bài|bài viết)[^:.]{0,20}: ?[^:]{1,40}- ?)?(?:tin,? |bài,? |bài và )?"
    r"(?:ảnh|photo|video|clip|đồ họa|nguồn ảnh)(?: minh họa| tư liệu)? ?[:/] ?[^:.]{0,50}"
    r"(?:\.[^:.]{0,20})?",
    "agency": rf"(?:ảnh|photo|(?:nguồn|theo)(?: tin| ảnh| bài)?)(?: ?[:/])? {_AGENCY}"
    rf"|nguồn ?: ?{_AGENCY}",
    "source": r"\((?:nguồn|theo)\b[^()]{1,80}\)\.?"
    r"|nguồn(?: tin| ảnh| tham khảo)? ?: ?(?:sở|bộ|cục) [^:.]{1,50}",
    "tags": r"(?:tags?|từ khóa|chủ đề|keywords?) ?: ?\S.{0,250}",
    "weather": r"(?=\D{0,45}+\d{1,2}[^\d:h])"  # few lines have a number near, which is soon seen
    rf"(?:(?:nhiệt độ|thời tiết) ?: ?)?(?:{_PLACE})?"
    rf"(?:{_DEGREES}{_BETWEEN}(?:{_PLACE})?){{1,20}}+"
    r"|độ ẩm ?:? ?\d{1,3} ?%",
    "menu": rf"(?:{_SECTIONS})(?: ?[|•·] ?(?:{_SECTIONS})){{2,20}}",
    "footer": r"(?:(?:©|\(c\)|copyright\b|bản quyền (?:©|thuộc(?: về)?|nội dung)\b"
    r"|(?:tất cả )?(?:các )?quyền được bảo lưu|all rights reserved).{0,200})"
    r"|giấy phép(?: [^\d.,;:]{0,60})? số ?:? ?[\w/.-]{1,30}"
    r"(?:[ ,](?=.{0,100}(?:btttt|ttđt|tttt|báo chí|xuất bản|thông tin|truyền thông)).{1,200})?",
    "template": r"(?:\{\w{1,20}\} ?)+|!?\[[^\]]{0,100}\]\([^)]{0,200}\)",
    "breadcrumb": r"(?:home|trang chủ|trang nhất)\b.{0,200}"
    r"|[^>»›]{1,42}+(?:[>»›][^>»›]{1,42}+){2,8}|[^>»›]{1,31}+[»›][^>»›]{1,41}",
    "numbered caption": r".{1,280} - ảnh \d{1,2}",
}
FURNITURE = re.compile("|".join(f"(?:{rule})" for rule in _RULES.values()))
"""A line that is furniture by itself."""

DEGREES = re.compile(rf"{_DEGREES}(?: ?[-–~/] ?{_DEGREES})?")
"""A line of a weather widget that says no place: that is the line before."""

RELATED = re.compile(rf"{_RELATED}|(?:xem|đọc) thêm ?:")
"""A line below which other articles' headlines stand."""

RELATED_ONE = re.compile(rf"(?:{_RELATED}) ?: ?\S")
"""How a line begins that names the first of them itself."""

_DATE = (
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày),? )?"
    r"\d{1,2}(?P<sep{0}>[/.-])\d{1,2}(?P=sep{0})(?:19|20)\d\d(?:,? (?:lúc )?\d{1,2}[:h]\d{2})?"
)
PAGE_DATE = re.compile(
    rf"(?i:^(?P<first>{_DATE.replace('{0}', '1')})(?= ?[|])"
    rf"|(?<=[|»›>]) ?(?P<last>{_DATE.replace('{0}', '2')})\W{{0,3}}$)"
)
"""The date of the page before a counter, or behind a trail of sections."""

HEADING = re.compile(_HEADINGS)
"""Such a line as well, unless a colon follows: then a list of the article's own does."""

SECTION = re.compile(_SECTIONS)
"""A line that a menu of sections may hold; several in a row are one."""
