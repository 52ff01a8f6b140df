import json
import os
import struct
import sys
import threading
import time
from pathlib import Path

from comtypes import COMError

MAKER = threading.get_ident()


class Collection:
    """Counts from one, reads by Item[n]."""

    def __init__(self, members):
        self.members = members
        self.Item = self

    @property
    def Count(self):
        assert threading.get_ident() == MAKER, "objects of an apartment must not cross threads"
        return len(self.members)

    def __getitem__(self, number):
        return self.members[number - 1]


class Property:
    def __init__(self, number, value, *, read_only=False, most=None, offered=None):
        self.PropertyID, self.stored, self.IsReadOnly = number, value, read_only
        self.SubType = 1 if most is not None else 2 if offered is not None else 0
        self.SubTypeMin, self.SubTypeMax = 0, most
        self.SubTypeValues = Collection(offered or [])

    @property
    def Value(self):
        return self.stored

    @Value.setter
    def Value(self, value):
        if self.IsReadOnly or (self.SubType == 1 and value > self.SubTypeMax):
            raise COMError(-2145320948, "wrong setting", None)
        if self.SubType == 2 and value not in self.SubTypeValues.members:
            raise COMError(-2145320948, "wrong setting", None)
        self.stored = value
        note(self.PropertyID, value)


class Image:
    def __init__(self, width, height, cut):
        self.width, self.height, self.cut = width, height, cut

    def SaveFile(self, name):
        row = (self.width * 3 + 3) // 4 * 4
        body = b"\xff" * (row * self.height)
        head = b"BM" + struct.pack("<IHHI", 54 + len(body), 0, 0, 54)
        head += struct.pack("<IiiHHIIiiII", 40, self.width, self.height, 1, 24, 0, len(body), 0, 0, 0, 0)
        Path(name).write_bytes((head + body)[: 2000 if self.cut else None])


class Item:
    def __init__(self, device):
        self.device = device
        self.Properties = Collection(
            [
                Property(6146, 0),
                Property(6147, 75, offered=[75, 150, 300]),
                Property(6148, 75, offered=[75, 150, 300]),
                Property(6149, 0, most=100),
                Property(6150, 0, most=100),
                Property(6151, 600, most=640),
                Property(6152, 800, most=880),
            ]
        )

    def Transfer(self, kind):
        assert kind == "{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}"
        state = self.device.state
        if state.get("hangs"):
            time.sleep(600)
        if state.get("dies"):
            os._exit(5)
        if state["given"] >= state.get("after", 0) and state.get("error"):
            raise COMError(state["error"] - (1 << 32), "", None)
        feeder = self.device.Properties.members[1].Value == 1
        if feeder and state["given"] >= state.get("sheets", 0):
            raise COMError(0x80210003 - (1 << 32), "paper empty", None)
        state["given"] += 1
        extents = [one.Value for one in self.Properties.members[5:7]]
        return Image(*extents, state.get("cut"))


class Device:
    def __init__(self, state):
        self.state = state
        self.Properties = Collection(
            [Property(3086, state.get("capabilities", 3), read_only=True), Property(3088, 0), Property(3096, 0)]
        )
        self.Items = Collection([Item(self)])


class Info:
    def __init__(self, state, kind, name):
        self.state, self.Type = state, kind
        self.Properties = Collection([Property(7, name, read_only=True)])

    def Connect(self):
        return Device(self.state)


class Manager:
    def __init__(self, state):
        infos = [Info(state, 2, "摄像头"), Info(state, 1, "演示扫描仪")]
        self.DeviceInfos = Collection([] if state.get("absent") else infos)


def note(number, value):
    with Path(os.environ["FAKE_WIA"] + ".log").open("a") as log:
        log.write(f"{number}={value}\n")


def CreateObject(name, *, dynamic):
    assert (name, dynamic, sys.coinit_flags) == ("WIA.DeviceManager", True, 2)
    return Manager({"given": 0, **json.loads(Path(os.environ["FAKE_WIA"]).read_text())})
