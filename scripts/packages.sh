# shellcheck shell=bash
# shellcheck disable=SC2034  # read by setup.sh
# The system packages, by their names in Debian and Ubuntu.

# To compile the program: its window is WebKitGTK's.
packages_build=(libwebkit2gtk-4.1-dev build-essential pkg-config libssl-dev curl file)

# To fetch the library that reads PDFs.
packages_fetch=(python3 python3-pip)

# To show and print every script. Without them Chinese, Hindi, Thai and emoji come out blank.
packages_fonts=(fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)

# To drive the real window on a screen of its own, and to read reports back.
packages_test=(
  webkit2gtk-driver xvfb xauth openbox xdotool imagemagick procps
  poppler-utils qpdf sqlite3 python3 openssl
  dbus gnome-keyring libsecret-tools
  python3-docx python3-openpyxl python3-pyld python3-bibtexparser libreoffice-writer libreoffice-calc
)

# Ubuntu has no such package: there the few tests in this browser are skipped.
packages_browser=(chromium)
