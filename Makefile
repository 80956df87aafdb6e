# htxplan - make: build; make demo: the main job on examples/; make test: everything; make help: the rest.

VERSION = 0.1.0
prefix = /usr/local
bindir = $(prefix)/bin
datadir = $(prefix)/share
mandir = $(datadir)/man
DESTDIR =

CC = gcc
B = build$(if $(SAN),-san)
CFLAGS = -O2 -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Ilib -Icmd -DHTXPLAN_VERSION='"$(VERSION)"' -fvisibility=hidden $(WARN) $(CFLAGS) $(SAN_FLAGS)
SAN_FLAGS = $(if $(SAN),-fsanitize=address$(comma)undefined -fno-omit-frame-pointer)
comma = ,
LIBS = -lcsv -liniparser -lminizip -lz -lexpat -lutf8proc -lm -ldl
Q = $(if $(V),,@)
say = $(if $(V),,@echo "  $(1)	$(2)";)

LIB_C = $(wildcard lib/*/*.c)
FORMS = $(wildcard lib/report/forms/*.ini)
CMD_C = $(wildcard cmd/*.c)
UNIT_C = $(wildcard tests/unit/*_test.c)
MAN = $(wildcard man/*.[15])
MAN_VI = $(wildcard man/vi/*.[15])
LIB_O = $(LIB_C:%.c=$(B)/obj/%.o) $(B)/obj/forms.o
CMD_O = $(CMD_C:%.c=$(B)/obj/%.o)
UNIT = $(UNIT_C:tests/unit/%.c=$(B)/tests/%)

# What is built lies as it will be installed, so that a program in build/bin finds its messages.
all: $(B)/bin/htxplan $(B)/share/locale/vi/LC_MESSAGES/htxplan.mo

# One object that exports just what htxplan.h declares; the tests link the layers themselves.
$(B)/libhtxplan.o: $(LIB_O)
	$(call say,LD,$@)$(CC) -r -nostdlib -o $@.all $^ && objcopy --localize-hidden $@.all $@ && rm $@.all

$(B)/libhtxplan-all.a: $(LIB_O)
	$(call say,AR,$@)rm -f $@ && ar rcs $@ $^

$(B)/bin/htxplan: $(CMD_O) $(B)/libhtxplan.o
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(LIBS)

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The built-in forms: their text as C strings.
$(B)/obj/forms.c: $(FORMS) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "report/report.h"'; for f in $(FORMS); do n=$$(basename $$f .ini); \
	  echo "static const char $$n[] = {"; od -An -v -tu1 $$f | sed 's/ \{1,\}\([0-9]\{1,\}\)/(char)\1,/g'; echo '0};'; done; \
	  echo 'const struct htx_form_text htx_forms[] = {'; \
	  for f in $(FORMS); do n=$$(basename $$f .ini); echo "{\"$$n\", $$n},"; done; echo '{0, 0}};'; } > $@

$(B)/obj/forms.o: $(B)/obj/forms.c
	$(call say,CC,$<)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/share/locale/vi/LC_MESSAGES/htxplan.mo: po/vi.po
	@mkdir -p $(@D)
	$(call say,MSGFMT,$<)msgfmt --check -o $@ $<

$(B)/tests/%: tests/unit/%.c $(wildcard tests/unit/*.h) $(B)/libhtxplan-all.a
	@mkdir -p $(@D)
	$(call say,TEST,$@)$(CC) $(ALL_CFLAGS) -Itests/unit -o $@ $< $(B)/libhtxplan-all.a $(LIBS)

# Makes writing fail, for tests/fault; preloaded, so never itself with sanitizers.
$(B)/tests/inject.so: tests/fault/inject.c
	@mkdir -p $(@D)
	$(call say,TEST,$@)$(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -shared -fPIC -o $@ $<

setup:
	$(Q)sh tests/setup build

setup-test:
	$(Q)sh tests/setup build test

demo: setup
	$(Q)$(MAKE) --no-print-directory all
	$(Q)sh examples/demo $(B)

# The quick ones: what a developer runs between two edits.
check: all $(UNIT)
	$(Q)sh tests/run $(B) quick

test: setup-test
	$(Q)$(MAKE) --no-print-directory all $(UNIT) $(B)/tests/inject.so
	$(Q)sh tests/run $(B) all

# Every writing call made to fail, crowds of writers, damaged directories: all of it.
fault: all $(B)/tests/inject.so
	$(Q)seconds=3600 sh tests/run $(B) fault

lint: setup-test
	$(Q)sh tests/lint

bench: all
	$(Q)bash tests/bench/run $(B)

po/htxplan.pot: $(LIB_C) $(CMD_C)
	xgettext --from-code=UTF-8 -k_ -kN_ --no-location --sort-output --package-name=htxplan -o $@ $^

update-po: po/htxplan.pot
	msgmerge --update --backup=none --no-location --sort-output po/vi.po po/htxplan.pot
	msgattrib --no-obsolete --no-location -o po/vi.po po/vi.po && sed -i "/^.POT-Creation-Date/d" po/vi.po && rm po/htxplan.pot

install: all
	install -D -m755 $(B)/bin/htxplan $(DESTDIR)$(bindir)/htxplan
	install -D -m644 $(B)/share/locale/vi/LC_MESSAGES/htxplan.mo $(DESTDIR)$(datadir)/locale/vi/LC_MESSAGES/htxplan.mo
	install -D -m644 completions/htxplan.bash $(DESTDIR)$(datadir)/bash-completion/completions/htxplan
	for f in $(FORMS); do install -D -m644 $$f $(DESTDIR)$(datadir)/htxplan/forms/$${f##*/} || exit 1; done
	for f in $(MAN); do install -D -m644 $$f $(DESTDIR)$(mandir)/man$${f##*.}/$${f##*/} || exit 1; done

uninstall:
	rm -f $(DESTDIR)$(bindir)/htxplan $(DESTDIR)$(datadir)/locale/vi/LC_MESSAGES/htxplan.mo
	rm -f $(DESTDIR)$(datadir)/bash-completion/completions/htxplan
	rm -rf $(DESTDIR)$(datadir)/htxplan
	for f in $(MAN); do rm -f $(DESTDIR)$(mandir)/man$${f##*.}/$${f##*/}; done

dist:
	mkdir -p $(B)
	git archive --prefix=htxplan-$(VERSION)/ HEAD | gzip -n > $(B)/htxplan-$(VERSION).tar.gz

clean:
	rm -rf build build-san

help:
	@echo "make [V=1] [SAN=1]   build into $(B)/"
	@echo "make demo            install what is missing, build, run the main job on examples/"
	@echo "make test [SAN=1]    install what is missing, build, run every test"
	@echo "make check           the quick tests; make lint: formatting, shell scripts, manuals"
	@echo "make fault           all of tests/fault: full disks, killed processes, many writers at once"
	@echo "make bench           speed beside other programs; make install DESTDIR= prefix="

.PHONY: all setup setup-test demo check test fault lint bench update-po install uninstall dist clean help
.DELETE_ON_ERROR:
.SECONDARY:
-include $(LIB_O:.o=.d) $(CMD_O:.o=.d)
