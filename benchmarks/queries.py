"""How many queries each address of benchmarks.reading makes, one a line: `python -m benchmarks.queries`."""

import django


def main() -> None:
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from benchmarks.reading import ADDRESSES

    client = Client(HTTP_HOST="127.0.0.1")
    for address in dict.fromkeys(ADDRESSES.values()):
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        print(address, len(made))


if __name__ == "__main__":
    main()
