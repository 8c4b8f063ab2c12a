"""Records the requests that botocore sends for the inputs in `inputs.json`.

    python tests/recordings/record.py [--out DIR]

The interpreter needs botocore in the release that `models/models.toml` pins; another one is refused. `README.md`
beside this file says what is recorded and what is left out.

A request is caught where it would enter the TLS connection, not by the `before-send` event: `Host`, and the request
line with the last changes to the path, come into being below that event. The connection is never made, so nothing
leaves the machine, and no credentials are needed.
"""

import argparse
import base64
import io
import json
import os
import re
import sys
import tempfile
from pathlib import Path

import botocore
from botocore.awsrequest import AWSHTTPSConnection
from botocore.config import Config
from botocore.session import Session

HERE = Path(__file__).resolve().parent
REGION = "eu-west-1"
CBOR = "smithy-rpc-v2-cbor"

# These differ from call to call, from release to release of Python, or with the key: they say nothing of the input.
VARYING = {"authorization", "date", "user-agent", "x-amz-date", "x-amz-user-agent"}
VARYING_PREFIX = "amz-sdk-"


class RecordedSocket:
    """Takes the bytes of one request and answers it with success."""

    def __init__(self, response):
        self.sent = bytearray()
        self.response = response

    def sendall(self, data):
        self.sent += data

    def makefile(self, *_args, **_kwargs):
        return io.BytesIO(self.response)

    def settimeout(self, _timeout):
        pass

    def close(self):
        pass


class Wire:
    """Stands in for the network while it is entered: every connection of botocore ends in a `RecordedSocket`."""

    def __init__(self):
        self.socket = None
        self.response = b""

    def __enter__(self):
        self.connect = AWSHTTPSConnection.connect

        def connect(connection):
            # One request per connection: the canned response asks for it to be closed.
            connection.sock = self.socket = RecordedSocket(self.response)
            connection.is_verified = True

        AWSHTTPSConnection.connect = connect
        return self

    def __exit__(self, *_error):
        AWSHTTPSConnection.connect = self.connect

    def answer(self, protocol):
        body, media_type = (b"\xa0", "application/cbor") if protocol == CBOR else (b"{}", "application/json")
        head = [
            "HTTP/1.1 200 OK",
            f"Content-Type: {media_type}",
            f"Content-Length: {len(body)}",
            "smithy-protocol: rpc-v2-cbor",
            "Connection: close",
        ]
        self.response = "\r\n".join([*head, "", ""]).encode() + body

    def request(self):
        """The request that was sent last, as it is recorded."""
        head, body = bytes(self.socket.sent).split(b"\r\n\r\n", 1)
        line, *fields = head.decode("ascii").split("\r\n")
        method, target, _version = line.split(" ")
        headers = {}
        for field in fields:
            name, value = field.split(": ", 1)
            if name in headers:
                raise SystemExit(f"botocore sent `{name}` twice, which the format of the recordings has no room for")
            if name.lower() not in VARYING and not name.lower().startswith(VARYING_PREFIX):
                headers[name] = value
        return {"method": method, "target": target, "headers": headers, "body": readable(body)}


def readable(body):
    try:
        return {"text": body.decode("ascii")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode("ascii")}


def make_client(service, data_path=None):
    session = Session()
    if data_path is not None:
        # Models are looked for here first, and in botocore's own folder where there is none.
        session.set_config_variable("data_path", str(data_path))
    return session.create_client(
        service,
        region_name=REGION,
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        # Unusual inputs are the point. Proxies of this machine are not.
        config=Config(parameter_validation=False, proxies={}),
    )


def write_model(folder, service, version, model, protocol):
    """A copy of the model that lists this protocol alone."""
    model = {**model, "metadata": {**model["metadata"], "protocol": protocol, "protocols": [protocol]}}
    path = Path(folder, service, version, "service-2.json")
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(model))


def record(wire, client, operation, inputs):
    """The requests of all inputs, by the names of the inputs."""
    wire.answer(client.meta.service_model.resolved_protocol)
    requests = {}
    for given in inputs:
        if given["name"] in requests:
            raise SystemExit(f"inputs.json: {operation}: two inputs are called `{given['name']}`")
        # What `client.associate_workspace(…)` does, without spelling the operation in Python's way.
        client._make_api_call(operation, given["params"])
        requests[given["name"]] = wire.request()
    return requests


def record_operation(wire, service, operation, inputs):
    """One recording per protocol of the service, by the name of the protocol."""
    loader = Session().get_component("data_loader")
    version = loader.determine_latest_version(service, "service-2")
    model = loader.load_service_model(service, "service-2", version)
    untouched = make_client(service)
    default = untouched.meta.service_model.resolved_protocol
    recordings = {}
    for protocol in model["metadata"]["protocols"]:
        with tempfile.TemporaryDirectory() as folder:
            write_model(folder, service, version, model, protocol)
            client = make_client(service, folder)
        if client.meta.service_model.resolved_protocol != protocol:
            raise SystemExit(f"{service}: botocore did not take the copy of the model that lists only {protocol}")
        recordings[protocol] = {
            "botocore": botocore.__version__,
            "service": service,
            "operation": operation,
            "protocol": protocol,
            "region": REGION,
            "requests": record(wire, client, operation, inputs),
        }
    if record(wire, untouched, operation, inputs) != recordings[default]["requests"]:
        raise SystemExit(f"{service}: the untouched model and its copy for {default} do not give the same requests")
    return recordings


def forget_this_machine():
    """Drops what would change a request: botocore reads settings from the environment and from files."""
    for name in list(os.environ):
        if name.startswith(("AWS_", "_X_AMZN_", "BOTO_")):
            del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull


def check_version():
    # Python has a reader of TOML from 3.11 on only, and botocore runs on 3.10.
    manifest = Path(HERE, "../../models/models.toml").read_text()
    pinned = re.search(r'^\[botocore\]$.*?^version = "(.+?)"$', manifest, re.MULTILINE | re.DOTALL)[1]
    if botocore.__version__ != pinned:
        raise SystemExit(
            f"this is botocore {botocore.__version__}, but models/models.toml pins {pinned}: "
            f"run `python -m pip install botocore=={pinned}` in a virtual environment and use its Python"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE, help="where the recordings go (default: beside this file)")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    check_version()
    forget_this_machine()
    with Wire() as wire:
        for entry in json.loads(Path(HERE, "inputs.json").read_text()):
            for protocol, recording in record_operation(wire, **entry).items():
                path = out / f"{entry['service']}-{entry['operation']}-{protocol}.json"
                path.write_text(json.dumps(recording, indent=2, sort_keys=True) + "\n", newline="\n")
                print(f"{path.name}: {len(recording['requests'])} requests", file=sys.stderr)


if __name__ == "__main__":
    main()
