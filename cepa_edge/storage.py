from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Static files under names with a hash of their content, compressed.

    Modules name those they import so too: after a release no page meets a module of the one before.
    """

    support_js_module_import_aggregation = True
