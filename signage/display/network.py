"""Requests over QtNetwork: to the hub itself, by no proxy, and never on to another address."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy, QNetworkReply, QNetworkRequest


def network(parent: QObject) -> QNetworkAccessManager:
    """What sends requests for `parent`."""
    made = QNetworkAccessManager(parent)
    made.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
    return made


def request(address: str, answer_ms: int = 0) -> QNetworkRequest:
    """A request to `address`. It fails after `answer_ms` without a byte; 0 waits for ever."""
    made = QNetworkRequest(QUrl(address))
    made.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.ManualRedirectPolicy,
    )
    made.setTransferTimeout(answer_ms)
    return made


def post(network: QNetworkAccessManager, request: QNetworkRequest, told: Mapping[str, Any]) -> QNetworkReply:
    """Send `told` as JSON."""
    request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/json")
    return network.post(request, json.dumps(told).encode())


def status(reply: QNetworkReply) -> int | None:
    """The HTTP status; None where there is no answer."""
    found: int | None = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    return found


def body(reply: QNetworkReply, largest: int) -> bytes | None:
    """What came with status 200; None where the line broke or it is more than `largest` bytes."""
    whole = status(reply) == 200 and reply.error() == QNetworkReply.NetworkError.NoError
    return bytes(reply.readAll().data()) if whole and reply.bytesAvailable() <= largest else None


def drop(reply: QNetworkReply) -> None:
    """Wait for it no more; it says nothing about its end."""
    reply.blockSignals(True)
    reply.abort()
