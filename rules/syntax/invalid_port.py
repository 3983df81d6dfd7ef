r"""EXPOSE has a port that is none

```dockerfile bad
FROM nginx:1.29
EXPOSE 80000
       ^^^^^ the build fails: `80000` is no port: the last one is 65535
EXPOSE 80/http
       ^^^^^^^ the build fails: `http` is no protocol, there are `tcp`, `udp` and `sctp`
EXPOSE 443 # for TLS
           ^^^^^^^^^ the build fails: a comment needs a line of its own: what follows a port is a port
EXPOSE 90-80
       ^^^^^ the build fails: the range `90-80` ends before it starts
```

A port that a variable gives is known only where the variable is.

```dockerfile good
FROM nginx:1.29
ARG PORT
```

```dockerfile good
FROM nginx:1.29
ARG PORT
ENV PORTS="80 443/tcp"
EXPOSE $PORT $PORTS 8000-8010/udp 0
```
"""

from dlint.api import Problem, Problems, SyntaxFault, rule


@rule("DL3011", on="fault", severity="error")
def invalid_port(fault: SyntaxFault) -> Problems:
    if fault.kind == "port":
        yield Problem(fault, f"the build fails: {fault.message}")
