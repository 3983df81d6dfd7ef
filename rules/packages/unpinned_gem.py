r"""A gem is installed without a version

The next build installs the newest version there is by then, and the day that it needs a newer Ruby or drops an option,
the build or the program breaks. rubygems.org keeps every version, so a pin costs nothing.

```dockerfile bad
FROM ruby:3.4
RUN gem install rails sass:3.7.4
                ^^^^^ `rails` is not pinned: write `rails:<version>`
```

The version may be an option, for all gems; a file has the version it has. What follows `--` is for the compiler.

```dockerfile good
FROM ruby:3.4
ARG RAILS
RUN gem install --no-document rails:8.0.2 sass:$RAILS
RUN gem install rails --version "~> 8.0" -- --with-xml2-include=/usr/include/libxml2
RUN gem install -v "$RAILS" rails && gem install ./tool-1.0.gem pkg/*.gem $GEMS
```

Bundler by itself changes to the version that `Gemfile.lock` names. `allow` are the names that need no version.

```dockerfile good
FROM ruby:3.4
RUN gem install bundler
```

```dockerfile bad allow=[]
FROM ruby:3.4
RUN gem install bundler
                ^^^^^^^ `bundler` is not pinned: write `bundler:<version>`
```
"""

from dlint.api import Command, File, Problems, as_problems, rule, without_version


@rule("DL3028", on="RUN {gem} installs")
def unpinned_gem(command: Command, file: File, *, allow: tuple[str, ...] = ("bundler", "bundle")) -> Problems:
    return as_problems(without_version(command, file, allow))
