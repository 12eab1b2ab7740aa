"""Write down for qmllint what QML may know of the Python types: signage/display/qml/Signage/signage.qmltypes.

Run it after a change of a property, signal or slot that QML sees; `--check` fails if the file is old.
Reads the types' own meta objects, so that nothing is written down twice.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QMetaMethod, QMetaObject, QObject

from signage.display.alarm import Alarm
from signage.display.belt import Belt
from signage.display.caps import Caps
from signage.display.models import BubbleModel, SlideModel, TickerModel, TodayModel, WeekModel
from signage.display.orbit import Orbit
from signage.display.pairing import Pairing
from signage.display.sign import Sign
from signage.display.theme import KindColours, Theme

TARGET = Path(__file__).parent.parent / "signage/display/qml/Signage/signage.qmltypes"
TYPES: tuple[type[QObject], ...] = (
    KindColours,
    Theme,
    TickerModel,
    SlideModel,
    TodayModel,
    BubbleModel,
    WeekModel,
    Belt,
    Caps,
    Alarm,
    Orbit,
    Pairing,
    Sign,
)
SINGLETONS = {Theme}
#: How QML's type descriptions call what the meta objects call differently.
#: What slots give that the meta objects only know as some object.
RESULTS = {"kind": "KindColours*"}
NAMES = {"PyObject": "QVariant", "qlonglong": "qint64"}


def type_name(name: str) -> tuple[str, bool]:
    """A type's name without its star, and whether it had one."""
    return NAMES.get(name.removesuffix("*"), name.removesuffix("*")), name.endswith("*")


def own_properties(meta: QMetaObject) -> list[str]:
    """The lines of the properties that this type adds."""
    lines = []
    for number in range(meta.propertyOffset(), meta.propertyCount()):
        found = meta.property(number)
        called = str(found.name())
        name, pointer = type_name(str(found.typeName()))
        parts = [f'name: "{called}"', f'type: "{name}"', f'read: "{called}"', "isReadonly: true"]
        if pointer:
            parts.append("isPointer: true")
        if found.hasNotifySignal():
            notify = bytes(found.notifySignal().name().data()).decode()
            parts.append(f'notify: "{notify}"')
        else:
            parts.append("isPropertyConstant: true")
        lines.append(f"        Property {{ {'; '.join(parts)} }}")
    return lines


def own_methods(meta: QMetaObject) -> list[str]:
    """The lines of the signals and slots that this type adds."""
    lines = []
    for number in range(meta.methodOffset(), meta.methodCount()):
        found = meta.method(number)
        word = "Signal" if found.methodType() == QMetaMethod.MethodType.Signal else "Method"
        called = bytes(found.name().data()).decode()
        if called.startswith("_"):
            continue
        parts = [f'name: "{called}"']
        result, pointer = type_name(RESULTS.get(called, str(found.typeName())))
        if result not in {"", "void"}:
            parts += [f'type: "{result}"', *(["isPointer: true"] if pointer else [])]
        for kind, argument in zip(found.parameterTypes(), found.parameterNames(), strict=True):
            name, pointer = type_name(bytes(kind.data()).decode())
            star = "; isPointer: true" if pointer else ""
            parts.append(f'Parameter {{ name: "{bytes(argument.data()).decode()}"; type: "{name}"{star} }}')
        lines += [f"        {word} {{", *(f"            {part}" for part in parts), "        }"]
    return lines


def component(kind: type[QObject]) -> str:
    """One type's description."""
    base = "QAbstractListModel" if issubclass(kind, QAbstractListModel) else "QObject"
    name = kind.__name__
    single = ["        isSingleton: true"] if kind in SINGLETONS else []
    meta: QMetaObject = getattr(kind, "staticMetaObject")  # noqa: B009 - the stubs do not know it
    body = [
        f'        name: "{name}"',
        '        accessSemantics: "reference"',
        f'        prototype: "{base}"',
        f'        exports: ["Signage/{name} 1.0"]',
        "        isCreatable: false" if kind not in SINGLETONS else "        isCreatable: true",
        "        exportMetaObjectRevisions: [256]",
        *single,
        *own_properties(meta),
        *own_methods(meta),
    ]
    return "\n".join(["    Component {", *body, "    }"])


def description() -> str:
    """The whole file."""
    head = "import QtQuick.tooling 1.2\n\n// Made by script/qmltypes.py; change the Python types instead.\n"
    return head + "Module {\n" + "\n".join(component(kind) for kind in TYPES) + "\n}\n"


def main() -> int:
    """Write the file, or with --check only look whether it is as it must be."""
    wanted = description()
    if "--check" in sys.argv[1:]:
        if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == wanted:
            return 0
        sys.stderr.write(f"{TARGET} is old: run python script/qmltypes.py\n")
        return 1
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
