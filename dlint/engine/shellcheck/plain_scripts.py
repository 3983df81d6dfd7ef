"""Scripts to which ShellCheck has nothing to say: known programs with plain words, one after the other.

Most of what stands behind RUN is of this kind (`apt-get update && apt-get install -y gcc`), and a file with nothing
else needs no shellcheck at all. A text is plain only where no check of ShellCheck could apply: it has no expansions,
patterns, pipes or redirections, and only programs of which ShellCheck knows nothing.
`tests/differential/test_shellcheck.py` compares this with what shellcheck says.
"""

from dlint.model.managers.table import manager_of
from dlint.startup import regex as re
from dlint.syntax.nodes import Onbuild

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.syntax.nodes import Dockerfile

_PROGRAMS = (
    "a2dismod a2enconf a2enmod a2ensite add-apt-repository addgroup adduser apt-add-repository apt-key autogen.sh "
    "autoreconf bash bower cabal chown cmake configure corepack cpanm curl debconf-set-selections deno dep "
    "docker-php-ext-configure docker-php-ext-enable docker-php-ext-install dotnet dpkg-reconfigure easy_install git gpg "
    "gradle groupadd gunzip install-php-extensions julia jupyter ldconfig lein locale-gen localedef luarocks make meson "
    "mix mvn ninja node npx opam pear pecl php pip2 pip3 python python2 python3 rake Rscript ruby rustup sbt sh sleep "
    "stack strip sync tar true update-alternatives update-ca-certificates update-locale useradd usermod virtualenv wget "
    "yum-config-manager "
)
PROGRAMS = frozenset(_PROGRAMS.split())
"""Programs of which ShellCheck knows nothing, or nothing that concerns plain words; so are all package managers."""

_word = r"[A-Za-z0-9_./:@%+,=-]+"
_plain = re.compile(rf"[ \t\n]*{_word}(?:[ \t]+{_word})*(?:\s*(?:&&|;)\s*{_word}(?:[ \t]+{_word})*)*[ \t\n]*\Z")
_separator = re.compile(r"(&&|;)")
_lists = re.compile(
    r"(?<=[ \t])(?:/var/lib/apt/lists|/var/cache/apk|/var/cache/apt|/tmp|/var/tmp|/root/\.cache)/\*(?![^\s;&])"
)
_quoted = re.compile(r"""(?<=[ \t])(?:"[\w ./:=@%+,()-]*"|'[\w ./:=@%+,()-]*')(?![^\s;&])""", re.ASCII)
# Of other values it may think that the output of a program is meant.
_assignment = re.compile(r"[A-Za-z_]\w*=(?:noninteractive|production|linux|amd64|[0-9/][\w./:-]*)\Z", re.ASCII)
_deep = re.compile(r"/[a-z]+/[a-z]+/\S+|/tmp/\S+|/root/\S+|/app\S*|[A-Za-z0-9_.][^/]*(?:/\S*)?")

KEYWORDS = frozenset(("if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in"))


def has_scripts(tree: "Dockerfile") -> bool:
    """Whether there is anything in a file that ShellCheck might object to."""
    for node in tree.instructions:
        instruction = node.trigger if isinstance(node, Onbuild) else node
        if instruction is not None and instruction.name == "RUN" and instruction.json is None:
            word = instruction.argument
            if word is not None and (instruction.heredocs or not is_plain(word.text)):
                return True
    return False


def is_plain(text: str) -> bool:
    """Whether ShellCheck has nothing to say of a script, at any severity."""
    if "*" in text:
        text = _lists.sub("/tmp/it", text)
    if '"' in text or "'" in text:
        text = _quoted.sub("quoted", text)
    if not _plain.match(text):
        return False
    parts = _separator.split(text)
    commands = [part.split() for part in parts[::2]]
    if not commands[-1] and len(commands) > 1:
        commands.pop()  # it ends in `;`
    return all(_is_plain(words, index, commands, parts) for index, words in enumerate(commands))


def _is_plain(words: list[str], index: int, commands: list[list[str]], parts: list[str]) -> bool:
    """Whether one command is plain. `parts` are the texts of all commands, with what stands between them."""
    if not words or not KEYWORDS.isdisjoint(words):
        return False
    program = 0
    while program < len(words) - 1 and _assignment.match(words[program]):
        program += 1
    words = words[program:]
    name = words[0].rpartition("/")[2]
    if name in PROGRAMS or manager_of(name) is not None or (name[-3:] == ".sh" and "/" in words[0]):
        return True
    operands = [word for word in words[1:] if word[0] != "-"]
    if name == "cd":
        # Whether it works has to be asked: so it does in a list of `&&`, before the end. Going back is remarked on.
        behind = parts[2 * index + 1 :: 2]
        once = sum(command[:1] == ["cd"] for command in commands) == 1
        return len(words) == 2 and index + 1 < len(commands) and ";" not in behind and once and ".." not in words[1]
    if name == "mkdir":
        return not any("m" in word for word in words[1:] if word[0] == "-")
    if name == "rm":
        return all(_deep.fullmatch(word) for word in operands)
    if name in ("cp", "mv", "ln", "chmod"):
        return len(operands) >= 2
    if name == "set":
        return len(words) == 2 and words[1] in ("-e", "-x", "-ex", "-xe", "-eux", "-eu", "-exu")
    return name in ("touch", "echo") and len(operands) == len(words) - 1
