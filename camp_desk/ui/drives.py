"""Which removable drives are plugged in; Qt does not tell them from the disks inside."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_SYSFS = Path("/sys/class/block")


@dataclass(frozen=True, slots=True)
class Drive:
    """A stick, a card or a disk on a cable; ``free`` in bytes."""

    root: Path
    name: str
    free: int


def plugged_in() -> list[Drive]:
    """Return the removable drives that can be written to; none where the system does not say."""
    return [
        Drive(Path(each.rootPath()), each.displayName(), each.bytesAvailable())
        for each in QStorageInfo.mountedVolumes()
        if each.isValid() and each.isReady() and not each.isReadOnly() and not each.isRoot()
        if _is_removable(each.rootPath(), each.device().toStdString())
    ]


def _is_removable(root: str, device: str) -> bool:
    if sys.platform == "win32":
        return _is_removable_windows(root)
    if sys.platform == "darwin":
        return root.startswith("/Volumes/")
    return device.startswith("/dev/") and is_removable_linux(Path(device).resolve().name)


def is_removable_linux(device: str, sysfs: Path = _SYSFS) -> bool:
    """Tell whether a block device, such as ``sdb1``, can be pulled out.

    The kernel calls sticks and card readers removable; disks in a USB case it does not, but
    they hang on the USB bus.
    """
    node = sysfs / device
    if not node.exists():
        return False
    real = node.resolve()
    disk = real if (real / "removable").exists() else real.parent  # a partition lies in its disk
    try:
        removable = (disk / "removable").read_text("ascii").strip() == "1"
    except OSError:
        removable = False
    return removable or any(part.startswith(("usb", "mmc")) for part in real.parts)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _DRIVE_REMOVABLE, _DRIVE_FIXED = 2, 3
    _SHARE_ALL, _OPEN_EXISTING = 3, 3
    _IOCTL_STORAGE_QUERY_PROPERTY = 0x2D1400
    _BUS_TYPE = slice(28, 32)
    """Where BusType stands in STORAGE_DEVICE_DESCRIPTOR (winioctl.h)."""
    _BUS_TYPE_USB = 7

    def _is_removable_windows(root: str) -> bool:
        kernel = ctypes.windll.kernel32
        kind = kernel.GetDriveTypeW(ctypes.c_wchar_p(root.replace("/", "\\")))
        if kind == _DRIVE_REMOVABLE:
            return True
        if kind != _DRIVE_FIXED:  # a disk in a USB case counts as fixed
            return False
        kernel.CreateFileW.restype = wintypes.HANDLE
        handle = kernel.CreateFileW(
            rf"\\.\{root[:2]}", 0, _SHARE_ALL, None, _OPEN_EXISTING, 0, None
        )
        if handle in {None, wintypes.HANDLE(-1).value}:
            return False
        try:
            query, answer = (ctypes.c_uint32 * 3)(0, 0, 0), (ctypes.c_uint8 * 1024)()
            size = wintypes.DWORD()
            known = kernel.DeviceIoControl(
                wintypes.HANDLE(handle), _IOCTL_STORAGE_QUERY_PROPERTY,
                ctypes.byref(query), ctypes.sizeof(query),
                ctypes.byref(answer), ctypes.sizeof(answer), ctypes.byref(size), None,
            )  # fmt: skip
            bus = int.from_bytes(bytes(answer[_BUS_TYPE]), "little")
            return bool(known) and bus == _BUS_TYPE_USB
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))
