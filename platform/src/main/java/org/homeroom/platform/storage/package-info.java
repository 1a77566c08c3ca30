/// Objects in a bucket.
///
/// Needs the optional dependencies of this module on the AWS SDK's client for S3.
@NullMarked
package org.homeroom.platform.storage;

import org.jspecify.annotations.NullMarked;
