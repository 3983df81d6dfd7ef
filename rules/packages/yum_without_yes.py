r"""`yum install` stops to ask a question

A build has no terminal: yum asks "Is this ok", reads end-of-file, and gives up.

```dockerfile bad
FROM centos:7
RUN yum install httpd && yum clean all
    ^^^^^^^^^^^ `yum install` will wait for an answer: add `-y`
RUN yum -q update
    ^^^^^^^^^^^^^ `yum update` will wait for an answer: add `-y`
```

```dockerfile fixed
FROM centos:7
RUN yum install -y httpd && yum clean all
RUN yum -q update -y
```

The answer may stand before the subcommand, in a variable, or in a configuration file, or be piped in.

```dockerfile good
FROM centos:7
ARG YUM_OPTIONS
RUN yum -y install httpd && yum install -qy httpd && yum --assumeyes localinstall ./a.rpm
```

```dockerfile good
FROM centos:7
ARG YUM_OPTIONS
RUN yes | yum install httpd && yum $YUM_OPTIONS install httpd
RUN echo assumeyes=1 >> /etc/yum.conf
RUN yum install httpd
```
"""

from dlint.api import Command, File, Problems, as_problems, question, rule


@rule("DL3030", on="RUN {yum} asks", fix="safe")
def yum_without_yes(command: Command, file: File) -> Problems:
    return as_problems(question(command, file))
