# The slow half of ./endoveil, which sources this file when something is missing: programs, servers, packages, build.
# Every step leaves its stamp last, so an interrupted one is done again.

# set_up COMMAND
set_up() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail 9 'Node and npm are missing.' 'Install Node 18 or newer with npm, then start again.'
  fi
  if ! node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)'; then
    fail 9 "Node $(node --version) is too old to fetch the rest." 'Install Node 18 or newer with npm, then start again.'
  fi
  users_umask=$(umask)
  # the embedded Postgres may run as another user, who must be able to read its programs
  umask 022
  mkdir -p "$stamps"
  # one set-up at a time; the system lets go of the lock when its holder dies, however it dies
  exec 9>"$tools/lock"
  if ! flock -n 9; then
    say 'Waiting for another start that is setting up'
    flock 9
  fi
  if ! is_ready; then
    : >"$log"
    if [ -n "$(missing_packages)" ]; then install_packages "$1"; fi
    if ! has_letters; then step letters "$letters"; fi
    if ! has_toolchain; then step toolchain "$toolchain"; fi
    if ! has_servers; then step servers "$servers"; fi
    if ! has_test_programs; then step test-programs "$test_programs"; fi
    if ! has_workspace; then step workspace "$workspace"; fi
    if ! is_built; then build; fi
  fi
  exec 9>&-
  umask "$users_umask"
}

# step NAME FINGERPRINT: runs install_NAME and leaves its stamp
step() {
  rm -f "$stamps/$1"
  "install_$(echo "$1" | tr - _)"
  printf '%s\n' "$2" >"$stamps/$1.new"
  mv "$stamps/$1.new" "$stamps/$1"
}

install_packages() {
  packages=$(missing_packages)
  packages=${packages% }
  command="apt-get install --no-install-recommends $packages"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing what reads video, pages and text, and the sandbox it runs in: $packages"
    # shellcheck disable=SC2086 # one word for each package
    if apt-get update >>"$log" 2>&1 </dev/null && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 \
      install -y --no-install-recommends $packages >>"$log" 2>&1 </dev/null; then
      return
    fi
    fail 9 'The Debian packages could not be installed.' "Install them by hand, then start again: $command"
  fi
  case $1 in
    # these say what is missing, or need none of it
    doctor | explain | status | down | help | --help | -h | '')
      say "Missing on this system, by the names of Debian 12: $packages"
      return
      ;;
  esac
  if command -v apt-get >/dev/null; then
    fail 9 "Missing, and only root may install it: $packages" "Run this, then start again: sudo $command"
  fi
  fail 9 "Missing on this system, by the names of Debian 12: $packages" \
    'Install the packages of your system that hold them, then start again.'
}

# Asked for once. Nothing waits for it: names with foreign letters are read with plain ones until it is there.
install_letters() {
  letters_package=tesseract-ocr-script-latn
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing the words that OCR needs for names of all languages: $letters_package"
    set -- -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$letters_package"
    if DEBIAN_FRONTEND=noninteractive apt-get "$@" >>"$log" 2>&1 </dev/null; then return; fi
    if apt-get update >>"$log" 2>&1 </dev/null && DEBIAN_FRONTEND=noninteractive apt-get "$@" >>"$log" 2>&1 </dev/null; then
      return
    fi
  fi
  say "Without it OCR reads foreign letters of names as plain ones: apt-get install --no-install-recommends $letters_package"
}

install_toolchain() {
  say 'Fetching Node 24 and pnpm into .tools'
  # aside first: a half-written Node must never be the one that PATH finds
  rm -rf "$tools/node_modules" "$tools/new"
  mkdir "$tools/new"
  cp "$pins/package.json" "$pins/package-lock.json" "$tools/new/"
  # pnpm's own program, without the package around it that would fetch the program by a script
  (cd "$tools/new" && npm ci --ignore-scripts --no-audit --no-fund &&
    ln -sf ../@pnpm/exe.linux-x64/pnpm node_modules/.bin/pnpm) >>"$log" 2>&1 </dev/null ||
    fail 9 'Node 24 and pnpm could not be fetched.' 'Check the network and the npm registry setting, then start again.'
  mv "$tools/new/node_modules" "$tools/"
  rm -rf "$tools/new"
}

install_servers() {
  if ! command -v apt-get >/dev/null && [ -x /usr/bin/redis-server ] && [ -x /usr/sbin/nats-server ]; then return; fi
  say 'Fetching nats-server and Redis into .tools/deb; nothing is installed on the system'
  rm -rf "$tools/deb" "$tools/deb.new" "$tools/apt"
  mkdir -p "$tools/deb.new/packages"
  (cd "$tools/deb.new/packages" && fetch_packages servers && unpack_packages) >>"$log" 2>&1 </dev/null ||
    fail 9 'nats-server and Redis could not be fetched from the Debian archive.' \
      'Check the network and the apt sources, or install nats-server and redis-server, then start again.'
  rm -rf "$tools/apt" "$tools/deb.new/packages"
  mv "$tools/deb.new" "$tools/deb"
}

# Beside the servers, which are there by now.
install_test_programs() {
  if ! command -v apt-get >/dev/null && [ -x /usr/bin/promtool ] && [ -x /usr/bin/prometheus ]; then return; fi
  say 'Fetching what only the tests run into .tools/deb: Prometheus, a Compose parser and more; nothing is installed'
  rm -rf "$tools/deb/packages" "$tools/apt"
  mkdir -p "$tools/deb/packages"
  (cd "$tools/deb/packages" && fetch_packages test-programs && unpack_packages) >>"$log" 2>&1 </dev/null ||
    fail 9 'What the tests run could not be fetched from the Debian archive.' \
      "Check the network and the apt sources, or install the packages of $pins/test-programs.sha256, then start again."
  rm -rf "$tools/apt" "$tools/deb/packages"
}

# With the package lists of the system if it has them, else with lists of our own; neither needs root.
fetch_packages() {
  list=$pins/$1.sha256
  if fetch_all; then return; fi
  rm -f ./*.deb
  mkdir -p "$tools/apt/lists/partial" "$tools/apt/cache/archives/partial"
  # apt's own user may not enter a home folder that only root may enter
  set -- -o "Dir::State::Lists=$tools/apt/lists" -o "Dir::Cache=$tools/apt/cache" -o APT::Sandbox::User=root
  apt-get "$@" update && fetch_all "$@"
}

# fetch_all APT-OPTION…
fetch_all() {
  while read -r name version sum; do
    case $name in '' | '#'*) continue ;; esac
    fetch_package "$@" || return 1
  done <"$list"
}

# apt verifies every package by the archive's signatures. The pin is checked on top of that; once the archive has
# replaced a pinned version by a security update, apt's own check is what remains.
fetch_package() {
  if apt-get "$@" download "$name=$version"; then
    printf '%s  %s\n' "$sum" "$(echo "$name"_*.deb)" | sha256sum -c -
  else
    echo "$name $version is not in the archive: taking what is, verified by apt's signatures alone"
    apt-get "$@" download "$name"
  fi
}

unpack_packages() {
  for package in ./*.deb; do dpkg -x "$package" .. || return 1; done
}

install_workspace() {
  say 'Installing the npm packages of the lock file'
  (cd "$root" && unset NODE_ENV && CI=true pnpm install --frozen-lockfile --prefer-offline) >>"$log" 2>&1 </dev/null ||
    fail 9 'The npm packages could not be installed.' 'Check the network and the npm registry setting, then start again.'
}

build() {
  say 'Building'
  : >"$stamps/built.new"
  if ! (cd "$root" && node_modules/.bin/tsc -b) >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    fail 1 'The sources do not compile.' 'Correct what is listed above, then start again.'
  fi
  mv "$stamps/built.new" "$stamps/built"
}
