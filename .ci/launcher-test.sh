#!/usr/bin/env bash
# Tests ./suwen in a checkout of its own whose folder has blanks in its name. Java is real; Maven and npm are played by
# scripts that count how often they are called.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
work=$root/.suwen/launcher-test.$$
checkout="$work/a check out"
export CALLS="$work/calls"
passed=0
failures=0
status=0
output=

clean_up() { rm -rf -- "$work"; }
trap clean_up EXIT

# --- a small checkout -------------------------------------------------------------------------------------------------

script() {
  mkdir -p -- "$(dirname -- "$1")"
  { printf '#!/usr/bin/env bash\n' && cat; } >"$1"
  chmod +x -- "$1"
}

fake_jdk() {
  script "$1/bin/java" <<<"echo 'openjdk version \"$2\" 2026-01-01' >&2"
  script "$1/bin/javac" <<<"echo 'javac $2'"
}

make_checkout() {
  mkdir -p -- "$checkout/apps/server/src/main/java" "$checkout/apps/console/src" "$work/no jdks" "$CALLS"
  cp -- "$root/suwen" "$checkout/suwen"
  mkdir -p -- "$checkout/config" && cp -- "$root/config/server.jvm" "$checkout/config/"
  printf '<project>\n  <version>9.9</version>\n</project>\n' >"$checkout/pom.xml"
  printf '{}\n' | tee -- "$checkout/apps/console/package.json" >"$checkout/apps/console/package-lock.json"
  cat >"$checkout/apps/server/src/main/java/Main.java" <<'END'
public class Main {
    public static void main(String[] arguments) throws Exception {
        System.out.println("arguments " + java.util.List.of(arguments));
        if (arguments[0].equals("serve")) {
            System.out.println("pid " + ProcessHandle.current().pid());
            Thread.currentThread().join();
        }
        System.exit(arguments[0].equals("check") ? 7 : 0);
    }
}
END
  script "$checkout/mvnw" <<'END'
echo "$*" >>"$CALLS/maven"
echo '[INFO] Building Suwen: server 9.9                  [1/1]'
[[ ! -e broken ]] || { echo '[ERROR] it is broken' && exit 1; }
mkdir -p apps/server/target/classes apps/cli/target
"$JAVA_HOME/bin/javac" -d apps/server/target/classes apps/server/src/main/java/Main.java
"$JAVA_HOME/bin/jar" --create --file apps/server/target/suwen-server.jar --main-class Main -C apps/server/target/classes .
cp apps/server/target/suwen-server.jar apps/cli/target/suwen-cli.jar
END
  script "$work/tools/npm" <<'END'
echo "$*" >>"$CALLS/npm"
mkdir -p node_modules dist
END
  script "$work/tools/node" <<<'echo v22.12.0'
}

# --- asking -----------------------------------------------------------------------------------------------------------

suwen() {
  status=0
  output=$(cd -- "$work" && PATH="${path:-$work/tools:$PATH}" SUWEN_INSTALL=no "$checkout/suwen" "$@" 2>&1) || status=$?
}

calls() { if [[ -f $CALLS/$1 ]]; then wc -l <"$CALLS/$1"; else echo 0; fi; }

expect() {
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failures=$((failures + 1))
    printf 'FAILED: %s\n  status %s, output:\n%s\n' "$what" "$status" "$output" | sed '2,$s/^/  /'
  fi
}

ends_with() { [[ $status == "$1" ]]; }
says() { [[ $output == *"$1"* ]]; }
says_only() { [[ $output == "$1" ]]; }
is() { [[ $1 == "$2" ]]; }

# --- the tests --------------------------------------------------------------------------------------------------------

tells_what_it_can_do() {
  suwen
  expect 'no command shows the overview' ends_with 0
  expect 'the overview names the demo' says './suwen demo'
  local command
  for command in demo serve token generate import check verify witness leaktest rules bench test build; do
    suwen help "$command"
    expect "help for $command" says "./suwen $command"
    suwen "$command" --help
    expect "$command --help is help too" says 'Exit status:'
  done
  expect 'help builds nothing' is "$(calls maven)" 0
}

refuses_what_it_does_not_know() {
  suwen dmeo
  expect 'an unknown command is a usage error' ends_with 64
  # shellcheck disable=SC2016 # the backticks are the message's
  expect 'it is named' says 'unknown command `dmeo`'
  suwen help dmeo
  expect 'so is one to be helped with' ends_with 64
  suwen test --fast
  expect 'an unknown option of test is a usage error' ends_with 64
}

says_which_java_is_missing() {
  local JAVA_HOME="$work/old jdk" SUWEN_JVM_FOLDER="$work/no jdks" path="$work/few"
  export JAVA_HOME SUWEN_JVM_FOLDER
  fake_jdk "$JAVA_HOME" 17.0.1
  suwen demo
  expect 'an old JDK is refused' ends_with 69
  expect 'it says what to install' says 'a JDK 25 or newer is needed'
  fake_jdk "$JAVA_HOME" 1.8.0_402
  suwen version
  expect 'Java 8 is not taken for something newer' says 'no JDK 25 or newer found'
  fake_jdk "$JAVA_HOME" 26-ea
  suwen version
  expect 'a newer one is taken' says 'Java 26 in'
  script "$JAVA_HOME/bin/java" <<<'exit 127'
  suwen version
  expect 'one that does not run is not taken' says 'no JDK 25 or newer found'
  unset JAVA_HOME
  suwen build
  expect 'no JDK at all is refused' ends_with 69
  fake_jdk "$work/no jdks/jdk-17" 17.0.1
  fake_jdk "$work/no jdks/jdk-25" 25.0.3
  suwen version
  expect 'the right one of several is found' says 'Java 25 in'
}

# A PATH with the usual tools and without any Java.
make_few_tools() {
  local tool
  mkdir -p -- "$work/few"
  for tool in awk bash cat cut dirname env find flock git grep head id mkdir printf readlink rm sed sha256sum sort \
    tail tee tr uname wc xargs; do
    ln -s -- "$(type -P "$tool")" "$work/few/$tool"
  done
}

builds_once_and_passes_on() {
  suwen demo --data 'my data' --port 0
  expect 'the demo runs' ends_with 0
  expect 'arguments keep their blanks' says 'arguments [demo, --data, my data, --port, 0]'
  expect 'progress names the module' says '[1/1] Suwen: server'
  expect 'one build' is "$(calls maven)" 1
  suwen demo
  expect 'nothing changed, nothing but the program speaks' says_only 'arguments [demo]'
  expect 'nothing changed, no build' is "$(calls maven)" 1
  expect 'the console was installed and built' is "$(calls npm)" 2
  suwen check cases
  expect 'the exit status is the program'"'"'s' ends_with 7
  suwen generate -- --help
  expect 'the program'"'"'s own help can be reached' says_only 'arguments [generate, --help]'
}

builds_again_what_has_changed() {
  printf '// changed\n' >>"$checkout/apps/server/src/main/java/Main.java"
  suwen token doctor
  expect 'a token never rebuilds' is "$(calls maven)" 1
  suwen demo
  expect 'a changed source builds again' is "$(calls maven)" 2
  mkdir -p -- "$checkout/apps/server/src/test" && touch -- "$checkout/apps/server/src/test/ATest.java"
  suwen demo
  expect 'a changed test does not' is "$(calls maven)" 2
  touch -- "$checkout/apps/console/src/new.ts"
  suwen demo
  expect 'a new source of the console builds it, without installing' is "$(tail -n 1 -- "$CALLS/npm")" 'run build'
  suwen build --force
  expect 'force builds' is "$(calls maven)" 4
}

tells_of_a_broken_build() {
  touch -- "$checkout/broken" "$checkout/apps/server/src/main/java/Broken.java"
  suwen demo
  expect 'a broken build is an error' ends_with 1
  expect 'its errors are shown' says '[ERROR] it is broken'
  rm -- "$checkout/broken"
  suwen demo
  expect 'it is tried again' ends_with 0
}

becomes_the_program() {
  local process line
  coproc SERVER { PATH="$work/tools:$PATH" SUWEN_INSTALL=no exec "$checkout/suwen" serve; }
  # shellcheck disable=SC2153 # set by coproc
  process=$SERVER_PID
  read -r -u "${SERVER[0]}" line
  read -r -u "${SERVER[0]}" line
  expect 'the launcher becomes Java, so that signals reach it' is "$line" "pid $process"
  kill -s TERM "$process"
  status=0
  wait "$process" || status=$?
  expect 'a signal ends it' ends_with 143
}

keeps_to_its_folder() {
  expect 'nothing is left beside the state folder' is "$(find "$work" -maxdepth 1 -newer "$checkout/pom.xml" -type f)" ''
}

lints() {
  command -v shellcheck >/dev/null || return 0
  status=0
  output=$(cd -- "$root" && shellcheck suwen .ci/run .ci/*.sh 2>&1) || status=$?
  expect 'shellcheck finds nothing' ends_with 0
}

make_checkout
make_few_tools
tells_what_it_can_do
refuses_what_it_does_not_know
says_which_java_is_missing
builds_once_and_passes_on
builds_again_what_has_changed
tells_of_a_broken_build
becomes_the_program
keeps_to_its_folder
lints

printf 'launcher: %s passed, %s failed\n' "$passed" "$failures"
[[ $failures == 0 ]]
