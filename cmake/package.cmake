# The Debian package: deploy/debian/build-package makes it. Dependencies are read from the program itself.
include(GNUInstallDirs)
set(package_files ${PROJECT_BINARY_DIR}/package)
install(TARGETS leadstream RUNTIME DESTINATION bin)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/systemd/leadstream.service DESTINATION /lib/systemd/system)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/debian/leadstream.env DESTINATION /etc/leadstream
        PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ)
install(FILES ${package_files}/leadstream.1.gz DESTINATION share/man/man1 OPTIONAL)
install(FILES ${package_files}/completion.bash DESTINATION share/bash-completion/completions RENAME leadstream OPTIONAL)
install(FILES ${package_files}/completion.zsh DESTINATION share/zsh/vendor-completions RENAME _leadstream OPTIONAL)
install(FILES ${package_files}/completion.fish DESTINATION share/fish/vendor_completions.d RENAME leadstream.fish OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/prometheus/leadstream.rules.yaml
              ${PROJECT_SOURCE_DIR}/deploy/grafana/leadstream.json DESTINATION share/leadstream)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_CONTACT "The Leadstream maintainers <leadstream@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "service that finds business leads and says which are worth a call")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, publicsuffix, passwd")
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${PROJECT_SOURCE_DIR}/deploy/debian/postinst ${PROJECT_SOURCE_DIR}/deploy/debian/prerm
    ${PROJECT_SOURCE_DIR}/deploy/debian/postrm ${PROJECT_SOURCE_DIR}/deploy/debian/conffiles)
set(CPACK_STRIP_FILES ON)
include(CPack)
