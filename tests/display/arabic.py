"""An invented library whose screens read from right to left, with one item of every kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from signage.core.item import Author, Content, Kind
from signage.core.snapshot import Screen, Snapshot, SnapshotItem
from tests.display import scenes

LIBRARY = replace(scenes.LIBRARY, name="مكتبة الواحة", timezone="Africa/Cairo", locale="ar-EG")
OURS = Author(name="مكتبة الواحة", handle="@alwaha@social.example")
LONG = (
    "اعتبارًا من يوم الاثنين تتغيّر مواعيد العمل: نفتح من الثلاثاء إلى الجمعة في الثامنة صباحًا، أي قبل الموعد "
    "المعتاد بساعة، لأن كثيرين منكم طلبوا مكانًا هادئًا قبل المدرسة والعمل. تبقى مواعيد يوم السبت كما هي، وفي يوم "
    "الأحد يخبز المقهى الفطائر حتى ينفد العجين. راسلونا على @alwaha أو زوروا oasis.example/hours، ونراكم قريبًا! "
    "#نقرأ_معًا"
)


def post(
    name: str, text: str, minutes: int = 180, platform: str = "mastodon", **more: object
) -> SnapshotItem:
    return scenes.post(name, text, minutes, platform, **{"author": OURS, "language": "ar", **more})


def open_question(name: str, text: str) -> SnapshotItem:
    return scenes.item(name, Content(kind=Kind.QUESTION, text=text, language="ar"))


def answer(name: str, text: str, who: str, to: SnapshotItem) -> SnapshotItem:
    made = scenes.comment(name, text, who, language="ar")
    return replace(made, content=replace(made.content, answers=to.content.text))


def everything() -> tuple[SnapshotItem, ...]:
    """One of each kind, and what is hard to set."""
    week = open_question("week", "أي كتاب غيّر نظرتكم إلى المدينة التي تعيشون فيها؟")
    return (
        scenes.event("story", "ساعة الحكاية للصغار", "الطابق الأول", 28),
        scenes.number("films", "٩٤", "فيلمًا جديدًا"),
        post("terrace", "فُتحت الشرفة من جديد. أحضروا معكم بطانية! ☕"),
        scenes.comment("stairs", "قرأ ابني أول كتاب له على درجكم الأزرق.", "ليلى", language="ar"),
        scenes.question("print", "هل أستطيع الطباعة من هاتفي؟", "نعم، عبر oasis.example/print"),
        scenes.notice("close", "نغلق اليوم في الخامسة مساءً، وتبقى فتحة إرجاع الكتب مفتوحة."),
        scenes.event("chess", "نادي الشطرنج لجميع المستويات", "مقهى الحديقة", -12),
        post("repair", "أصلح متطوعونا ٤١ مصباحًا ومذياعين ودبًا عجوزًا جدًا. شكرًا لكم! #نصلح_معًا", 35,
             platform="bluesky"),
        scenes.comment("cold", "الطابق الثاني بارد جدًا، قرأتُ وأنا أرتدي قفازيّ.", "", "عادت التدفئة إلى العمل.",
                       language="ar"),
        scenes.number("loans", "١٬٢٨٤", "كتابًا استُعير اليوم حتى الآن"),
        scenes.event("contest", "مسابقة القراءة الجهرية لتلاميذ المدارس الابتدائية في محافظة الواحة", "القاعة الكبرى",
                     60 * 24 * 4),
        scenes.event("moon", "حكايات تحت ضوء القمر للعائلات", "مكتبة الأطفال، الطابق الأول", 60 * 24 * 4 + 150,
                     audience="للعائلات", url="https://oasis.example/e/28"),
        post("hours", LONG, 12),
        post("hebrew", "שעת סיפור בכל שבת באחת־עשרה #סיפורים", 180, language="he"),
        post("mixed", "@citymuseum شكرًا! بطاقة المكتبة تفتح لكم باب المتحف، التفاصيل: museum.example/card", 60 * 24,
             author=Author(name="متحف المدينة", handle="@citymuseum"), boosted_by=OURS),
        post("english", "Read to a dog on Thursdays: bring any book, Fido is patient.", 60, language="en"),
        post("japanese", "絵本が120冊届きました。2階の窓ぎわへどうぞ。", 300, language="ja"),
        post("emoji", "📚☕🌧️😌", 60, author=None),
        scenes.comment("quiet", "أحب أن تبقى غرفة القراءة هادئة في المساء.", "سامي", language="ar"),
        scenes.comment("tea", "شكرًا على الشاي بالنعناع!", "نور", language="ar"),
        scenes.comment("swap", "هل يمكن أن نتبادل الكتب يوم الجمعة أيضًا؟ عندي ثلاث روايات تبحث عن قرّاء.", "هبة",
                       language="ar"),
        week,
        answer("one", "«موسم الهجرة إلى الشمال»، مرتين.", "كريم", week),
        answer("two", "كتاب عن أبواب القاهرة القديمة", "", week),
        scenes.event("poetry", "أمسية شعرية على ضوء الشموع", "غرفة القراءة", 180, cancelled=True),
    )  # fmt: skip


def snapshot(items: Iterable[SnapshotItem] | None = None, *, screen: Screen | None = None) -> Snapshot:
    made = scenes.snapshot(
        everything() if items is None else items, screen=screen, patrons="https://oasis.example/say"
    )
    return replace(made, library=LIBRARY)
