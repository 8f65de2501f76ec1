"""Signatures against the worked examples that their owners publish."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime

from generator.delivery.wires import aliyun, dingtalk, feishu, tencent, webhook


def test_aliyun_signs_as_its_page_does() -> None:
    """Source: Alibaba Cloud, V3版本请求体&签名机制, 固定参数示例 (RunInstances)."""
    query = aliyun.canonical(
        {"RegionId": "cn-shanghai", "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"}
    )
    headers = aliyun.signed(
        "RunInstances",
        "2014-05-26",
        "ecs.cn-shanghai.aliyuncs.com",
        query,
        datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC),
        "3156853299f313e23d1673dc12e1703d",
        "YourAccessKeyId",
        "YourAccessKeySecret",
    )
    assert headers["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;"
        "x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_aliyun_writes_a_query_by_rfc_3986() -> None:
    """Source: the same page: A-Z a-z 0-9 - _ . ~ stay, a space is %20, everything else is %XX of its UTF-8."""
    assert aliyun.canonical({"b": "虚 构*~/", "a": "1&2"}) == "a=1%262&b=%E8%99%9A%20%E6%9E%84%2A~%2F"


def test_tencent_signs_as_its_page_does() -> None:
    """Source: Tencent Cloud, 签名方法 v3 (DescribeInstances, 2019-02-25)."""
    body = b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    assert tencent.authorization(
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
        "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
        "cvm",
        "cvm.tencentcloudapi.com",
        body,
        datetime.fromtimestamp(1551113065, UTC),
    ) == (
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )


def test_webhooks_are_signed_as_standard_webhooks_does() -> None:
    """Source: Svix, Verifying Webhooks Manually, whose example the specification's libraries use in their tests."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = webhook.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_dingtalk_and_feishu_sign_the_other_way_round() -> None:
    """Sources: 自定义机器人安全设置 and 自定义机器人使用指南: the same text, there signed with the secret as the key,
    here the key to sign nothing."""
    by_secret = hmac.new(b"SEC1", b"1600000000000\nSEC1", hashlib.sha256).digest()
    assert base64.b64decode(dingtalk.signature("SEC1", 1600000000000)) == by_secret
    over_nothing = hmac.new(b"1600000000\nx1", digestmod=hashlib.sha256).digest()
    assert base64.b64decode(feishu.signature("x1", 1600000000)) == over_nothing
