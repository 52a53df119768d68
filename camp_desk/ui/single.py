"""One window for each camp file: a second start brings the first window forward."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


class OneWindow(QObject):
    """Holds a camp file while its window is open."""

    called = Signal()
    """Somebody started the program on the same camp again."""

    def __init__(self, camp: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        whole = str(camp.resolve())
        self._lock = QLockFile(whole + ".lock")
        self._lock.setStaleLockTime(0)  # old is not stale: only a dead program's lock is
        self._name = "camp-desk-" + hashlib.sha256(whole.encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)

    def take(self) -> bool:
        """Hold the camp, or call its window forward and return False."""
        if not self._lock.tryLock(0):
            self._call()
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def give_back(self) -> None:
        """Let others open the camp."""
        self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_PATIENCE_MS):
            socket.disconnectFromServer()

    @Slot()
    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.deleteLater()
        self.called.emit()
